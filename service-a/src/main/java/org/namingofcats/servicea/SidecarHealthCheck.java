package org.namingofcats.servicea;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the sidecar does not answer. The kubelet cannot ask it itself: it listens on the pod's localhost.
 * Readiness only: to restart service-a would not bring its sidecar back.
 */
@Readiness
@ApplicationScoped
class SidecarHealthCheck implements AsyncHealthCheck {

    /** Below the kubelet's own timeout of two seconds, so that the answer says why and not only that. */
    static final Duration PATIENCE = Duration.ofMillis(1200);

    @Inject
    SidecarClient sidecar;

    @Override
    public Uni<HealthCheckResponse> call() {
        return sidecar.passport(null)
                .ifNoItem().after(PATIENCE).fail()
                .map(answer -> HealthCheckResponse.up("sidecar"))
                .onFailure().recoverWithItem(SidecarHealthCheck::down);
    }

    private static HealthCheckResponse down(Throwable cause) {
        return HealthCheckResponse.named("sidecar").down().withData("cause", cause.toString()).build();
    }
}
