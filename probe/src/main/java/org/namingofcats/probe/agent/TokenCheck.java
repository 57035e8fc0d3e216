package org.namingofcats.probe.agent;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** An agent without the run's token dials for nobody, so it is not ready. */
@Readiness
class TokenCheck implements HealthCheck {
    private final RunToken token;

    TokenCheck(RunToken token) {
        this.token = token;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("run token").status(token.isThere()).build();
    }
}
