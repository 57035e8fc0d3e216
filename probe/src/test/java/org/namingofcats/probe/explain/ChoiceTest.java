package org.namingofcats.probe.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.path.ClusterIpPath;
import org.namingofcats.probe.path.IngressPath;
import org.namingofcats.probe.path.LocalhostPath;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.path.NodePortPath;
import org.namingofcats.probe.path.PodIpPath;

class ChoiceTest {
    private final Lab lab = SmallLab.with(request -> SmallLab.answer(request, SmallLab.B1));

    private String choice(NetworkPath path, String from) {
        Call call = Choice.of(path, lab, Optional.ofNullable(from).flatMap(lab::agent)).orElseThrow();
        return call.from().name() + " " + call.url();
    }

    @Test
    void theDefaultIsTheOneWithMostToTell() {
        assertEquals("neighbour http://127.0.0.1:8081/", choice(new LocalhostPath(), null));
        assertTrue(choice(new ClusterIpPath(), null).contains("http://service-"), "by name");
        assertEquals("outside http://172.18.0.2:30080/", choice(new NodePortPath(), null));
        assertEquals("outside http://172.18.255.9/myPathB", choice(new IngressPath(), null));
    }

    @Test
    void whoIsAskedForDials() {
        assertEquals("node:worker2 http://172.18.0.2:30080/", choice(new NodePortPath(), "node:worker2"));
        assertEquals("pod:worker http://10.244.1.2:8081/", choice(new LocalhostPath(), "pod:worker"));
        assertTrue(choice(new PodIpPath(), "outside").startsWith("outside http://10.244."), "a closed door is told as well");
    }

    @Test
    void aLabWithoutThatPathHasNoChoice() {
        Lab bare = new Lab(lab.nodes(), List.of(), List.of(), List.of(), lab.agents(), Map.of());
        assertTrue(Choice.of(new IngressPath(), bare, Optional.empty()).isEmpty());
        assertTrue(Choice.of(new IngressPath(), bare, lab.agent("outside")).isEmpty());
    }
}
