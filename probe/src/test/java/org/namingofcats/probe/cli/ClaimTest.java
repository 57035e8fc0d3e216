package org.namingofcats.probe.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.probe.host.Pulse;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** Two commands that would each take the other's faults for the lab's. */
@EnableKubernetesMockClient(crud = true)
@Timeout(60)
class ClaimTest {
    private static final Duration NEVER = Duration.ofHours(1);

    KubernetesClient client;
    KubernetesMockServer server;

    private Claim take(String holder, Duration pause) {
        return Claim.take(client, "cats", holder, pause);
    }

    private Lease lease() {
        return client.leases().inNamespace("cats").withName(Claim.NAME).get();
    }

    /** As a holder leaves it that was killed, or one that lives. */
    private void held(String holder, Duration ago) {
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).minus(ago);
        client.resource(new LeaseBuilder().withNewMetadata().withName(Claim.NAME).withNamespace("cats").endMetadata().withNewSpec()
                .withHolderIdentity(holder).withAcquireTime(then).withRenewTime(then).endSpec().build()).createOr(existing -> existing.update());
    }

    @Test
    void theSecondIsRefusedAndToldWhoIsFirst() {
        try (Claim _ = take("`probe soak`, process 1", NEVER)) {
            ProbeException told = assertThrows(ProbeException.class, () -> take("`probe race`, process 2", NEVER));
            assertEquals(ExitCode.NOTHING_RAN, told.exitCode());
            assertTrue(told.trouble().matches("the lab is in use by `probe soak`, process 1, since \\d\\d:\\d\\d:\\d\\d UTC, and .*"), told::trouble);
            assertTrue(Claim.holder(client, "cats").orElseThrow().startsWith("`probe soak`, process 1, since "));
        }
        assertNull(lease(), "nothing stays behind");
        assertEquals(Optional.empty(), Claim.holder(client, "cats"));
        take("`probe race`, process 2", NEVER).close();
    }

    @Test
    void whatIsLeftOfOneThatWasKilledIsTaken() {
        held("`probe soak`, process 1", Pulse.LIFE.minusSeconds(10));
        assertThrows(ProbeException.class, () -> take("`probe race`, process 2", NEVER));
        held("`probe soak`, process 1", Pulse.LIFE.plusSeconds(1));
        assertEquals(Optional.empty(), Claim.holder(client, "cats"));
        try (Claim _ = take("`probe race`, process 2", NEVER)) {
            assertEquals("`probe race`, process 2", lease().getSpec().getHolderIdentity());
        }
        assertNull(lease());
    }

    @Test
    void whoLivesRenewsIt() {
        try (Claim _ = take("`probe soak`, process 1", Duration.ofMillis(20))) {
            ZonedDateTime first = lease().getSpec().getRenewTime();
            await().until(() -> lease().getSpec().getRenewTime().isAfter(first));
            assertNotNull(lease().getSpec().getAcquireTime());
        }
        assertNull(lease(), "no renewal brings it back");
    }

    /** One that was stopped for minutes, and whose lab another command has now. */
    @Test
    void whatIsAnothersMeanwhileStaysAnothers() {
        try (Claim _ = take("`probe soak`, process 1", Duration.ofMillis(20))) {
            held("`probe race`, process 2", Duration.ZERO);
        }
        assertEquals("`probe race`, process 2", lease().getSpec().getHolderIdentity());
    }

    @Test
    void whoMayHaveNoLeaseGoesOnWithoutOne() {
        server.expect().withPath("/apis/coordination.k8s.io/v1/namespaces/cats/leases/" + Claim.NAME).andReturn(403, "{}").always();
        take("`probe race`, process 2", NEVER).close();
        assertEquals(Optional.empty(), Claim.holder(client, "cats"));
    }
}
