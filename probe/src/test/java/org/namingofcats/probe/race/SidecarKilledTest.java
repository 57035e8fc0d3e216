package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;

/** On a pod's localhost it is the sidecar who answers, by its own name, and everywhere else its neighbour. */
@EnableKubernetesMockClient(crud = true)
class SidecarKilledTest {
    KubernetesClient client;

    @Test
    void whoIsExpectedOnLocalhostIsTheSidecar() {
        List<Track> tracks = new SidecarKilled().tracks(new Scene(client, "naming-of-cats", SmallLab.with(request -> null), null, mark -> { }));
        tracks.forEach(track -> assertEquals(track.path().equals("localhost") ? "sidecar" : "service-a", track.workload(), track::toString));
        assertEquals(2, tracks.stream().filter(track -> track.path().equals("localhost")).count());
    }
}
