package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where MetalLB keeps no status, the last thing that it told counts. */
@EnableKubernetesMockClient(crud = true)
class AnnouncerTest {
    KubernetesClient client;

    private void told(String name, String reason, String service, String message, String at) {
        client.resource(new EventBuilder().withNewMetadata().withName(name).withNamespace("cats").endMetadata().withReason(reason)
                .withNewInvolvedObject().withName(service).endInvolvedObject().withMessage(message).withLastTimestamp(at).build()).create();
    }

    @Test
    void theLastNodeThatWasToldOf() {
        told("a", "nodeAssigned", "door", "announcing from node \"worker\" with protocol \"layer2\"", "2026-11-26T05:43:30Z");
        told("b", "nodeAssigned", "door", "announcing from node \"worker2\" with protocol \"layer2\"", "2026-11-26T05:43:47Z");
        told("c", "nodeAssigned", "gate", "announcing from node \"worker3\" with protocol \"layer2\"", "2026-11-26T05:44:00Z");
        told("d", "IPAllocated", "door", "Assigned IP [\"172.18.255.1\"]", "2026-11-26T05:45:00Z");
        assertEquals(Optional.of("worker2"), Announcer.of(client, "cats", "door"));
    }

    @Test
    void nobodyWhereNobodyTells() {
        assertEquals(Optional.empty(), Announcer.of(client, "cats", "door"));
    }
}
