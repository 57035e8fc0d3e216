package org.namingofcats.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** In a cluster, whoever cannot say who it is has not started: its manifest forgot part of the downward API. */
@Startup
@ApplicationScoped
class IdentityCheck implements HealthCheck {

    /** Every container in a cluster has it from the kubelet; nothing is demanded outside. */
    @ConfigProperty(name = "KUBERNETES_SERVICE_HOST")
    Optional<String> cluster;

    @Inject
    Whereabouts self;

    @Override
    public HealthCheckResponse call() {
        var missing = String.join(" ", self.missing());
        var identity = HealthCheckResponse.named("identity");
        return cluster.isEmpty() || missing.isEmpty() ? identity.up().build() : identity.down().withData("missing", missing).build();
    }
}
