package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;

/** Every name of the pod that the lab has, from every place that there is; what is missing is told. */
class RungsTest {
    private static final Lab LAB = SmallLab.with(request -> {
        throw new AssertionError("a plan dials nobody");
    });

    @Test
    void thePodIsAloneBehindItsServiceAndHasAnAgentBesideIt() {
        assertEquals(SmallLab.A, Rungs.pod(LAB));
    }

    @Test
    void everyNameFromEverywhere() {
        Rungs rungs = new Rungs(LAB, SmallLab.A);
        assertEquals(List.of(
                "localhost, same pod: neighbour http://127.0.0.1:8080/",
                "pod IP, same node: pod:worker http://10.244.1.2:8080/",
                "ClusterIP, same node: pod:worker http://10.96.0.1:80/",
                "LoadBalancer, same node: pod:worker http://172.18.255.1:80/",
                "Ingress, same node: pod:worker http://172.18.255.9/mypathA",
                "pod IP, other node: pod:worker2 http://10.244.1.2:8080/",
                "ClusterIP, other node: pod:worker2 http://10.96.0.1:80/",
                "LoadBalancer, outside: outside http://172.18.255.1:80/",
                "Ingress, outside: outside http://172.18.255.9/mypathA"),
                rungs.rungs().stream().map(rung -> rung.what() + ", " + rung.from() + ": " + rung.agent().name() + " " + rung.url()).toList());
        assertTrue(rungs.leftOut().contains("NodePort, Local, outside: no such Service of service-a"), rungs.leftOut()::toString);
    }

    @Test
    void eachInBothWaysAndTheBaseTwice() {
        List<Arm> arms = new Rungs(LAB, SmallLab.A).arms(new ObjectMapper());
        assertEquals(2 * (9 + 1), arms.size());
        assertEquals(arms.size(), arms.stream().map(Arm::name).distinct().count());
        for (boolean keepAlive : new boolean[] {true, false}) {
            AgentSender base = (AgentSender) arms.stream().filter(arm -> arm.name().equals(LadderFigures.base(keepAlive))).findFirst().orElseThrow().sender();
            assertEquals(base, arms.stream().filter(arm -> arm.what().equals(Arm.CONTROL) && arm.keepAlive() == keepAlive).findFirst().orElseThrow().sender(),
                    "the control asks the very same");
        }
    }

    @Test
    void everyRungIsProvenBefore() {
        Rungs rungs = new Rungs(LAB, SmallLab.A);
        assertEquals(rungs.rungs().size(), rungs.checks().stream().map(Check::id).distinct().count());
        assertTrue(rungs.checks().stream().allMatch(check -> check instanceof Check.Dial));
    }
}
