package org.namingofcats.api;

import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityCheckTest {

    private final IdentityCheck check = new IdentityCheck();

    @BeforeEach
    void completeIdentityInACluster() {
        check.cluster = Optional.of("10.96.0.1");
        check.self = new Whereabouts();
        check.self.pod = check.self.podUid = check.self.podIp = check.self.node = check.self.container = Optional.of("known");
    }

    @Test
    void upWhenAllIsKnown() {
        assertEquals(UP, check.call().getStatus());
    }

    @Test
    void downInAClusterAndSaysWhatIsMissing() {
        check.self.podUid = check.self.node = Optional.empty();
        assertEquals(DOWN, check.call().getStatus());
        assertEquals(Map.of("missing", "POD_UID NODE_NAME"), check.call().getData().orElseThrow());
    }

    @Test
    void upOutsideACluster() {
        check.cluster = Optional.empty();
        check.self.node = Optional.empty();
        assertEquals(UP, check.call().getStatus());
    }
}
