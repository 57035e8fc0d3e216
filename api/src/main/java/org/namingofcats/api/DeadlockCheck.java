package org.namingofcats.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Only what a restart cures belongs in liveness: a deadlock never goes away by itself, a missing neighbour may. */
@Liveness
@ApplicationScoped
class DeadlockCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return HealthCheckResponse.named("no deadlock").status(deadlocked == null).build();
    }
}
