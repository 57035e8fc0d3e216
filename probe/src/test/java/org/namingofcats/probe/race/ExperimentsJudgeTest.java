package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each experiment says of lanes, each once as it must be and once as it must not. */
class ExperimentsJudgeTest {
    private static TrackRun lane(String path, String requests) {
        return Runs.track(path, false, requests);
    }

    private static void assertProblem(String part, List<String> problems) {
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().contains(part), problems::toString);
    }

    @Test
    void aRollingUpdateLosesNothingByServicesAndThePodsAddressForGood() {
        assertEquals(List.of(), new RollingUpdate().judge(Runs.run(lane("cluster-ip", "...nnn"), lane("pod-ip", "...RTT"))));
        assertProblem("ingress, new to service-b lost 1 of 4 {HTTP_ERROR=1}, the first 0.1 s after the start (because)",
                new RollingUpdate().judge(Runs.run(lane("ingress", ".Hnn"), lane("pod-ip", "...R"))));
        assertProblem("still answers: its pod was not replaced", new RollingUpdate().judge(Runs.run(lane("pod-ip", "......"))));
        assertProblem("still answers: its pod was not replaced", new RollingUpdate().judge(Runs.run(lane("pod-ip", "..R..."))));
        assertEquals(List.of(), new RollingUpdate().judge(Runs.run(lane("pod-ip", "..RRnnn"))), "a new pod has the address of an old one");
    }

    @ParameterizedTest
    @ValueSource(classes = {GracefulDelete.class, Drain.class})
    void noServicePathLosesAnything(Class<? extends RaceExperiment> type) throws ReflectiveOperationException {
        RaceExperiment experiment = type.getDeclaredConstructor().newInstance();
        assertEquals(List.of(), experiment.judge(Runs.run(lane("node-port", "...n"), lane("pod-ip", "..TT"))));
        assertProblem("load-balancer, new to service-b lost 1", experiment.judge(Runs.run(lane("load-balancer", "..R."))));
    }

    @Test
    void aBadReleaseTouchesNobody() {
        assertEquals(List.of(), new BadRollout().judge(Runs.run(lane("pod-ip", "...."))));
        assertProblem("pod-ip, new to service-b lost 1", new BadRollout().judge(Runs.run(lane("pod-ip", "..R."))));
    }

    @Test
    void aSidecarsDeathIsSeenOnLocalhostAndNotAtThePodsAddress() {
        assertEquals(List.of(), new SidecarKilled().judge(Runs.run(lane("localhost", ".RR."), lane("pod-ip", "...."), lane("cluster-ip", "..R."))));
        assertProblem("pod-ip, new", new SidecarKilled().judge(Runs.run(lane("localhost", ".RR."), lane("pod-ip", ".R.."))));
        assertProblem("localhost lost nothing", new SidecarKilled().judge(Runs.run(lane("localhost", "...."))));
        assertProblem("localhost, new is not back", new SidecarKilled().judge(Runs.run(lane("localhost", "..RR"))));
        assertEquals(List.of(), new SidecarKilled().judge(Runs.run(lane("localhost", "..RR" + ".".repeat(19) + "T")))); // one that met the past
    }

    /** A kubelet that has started a container again six times waits for five minutes before the seventh. */
    @Test
    void aSidecarThatWasKilledOftenIsWaitedForAsLongAsTheKubeletWaits() {
        assertTrue(SidecarKilled.patience(0) < 200);
        assertTrue(SidecarKilled.patience(2) >= 20 + 180);
        assertEquals(300 + 180, SidecarKilled.patience(6));
        assertEquals(300 + 180, SidecarKilled.patience(1_000));
    }

    @ParameterizedTest
    @ValueSource(classes = {NodeRestarted.class, AnnouncingNodeStopped.class})
    void everyServicePathComesBack(Class<? extends RaceExperiment> type) throws ReflectiveOperationException {
        RaceExperiment experiment = type.getDeclaredConstructor().newInstance();
        List<Mark> marks = List.of(Runs.mark(150, "the node that announces 172.18.255.3 is stopped: worker"));
        TrackRun out = lane("load-balancer", "..T.");
        assertEquals(List.of(), experiment.judge(Runs.run(marks, List.of(), out, lane("node-port", ".TT."), lane("pod-ip", "..TT"))));
        assertProblem("node-port, new is not back", experiment.judge(Runs.run(marks, List.of(), out, lane("node-port", "..TT"))));
    }

    /** Who announced the address may be known from a word that is old. */
    @Test
    void thatAnotherNodeTookTheAddressOverIsSaidOrSeen() {
        AnnouncingNodeStopped stopped = new AnnouncingNodeStopped();
        Mark stop = Runs.mark(150, "the node that announces 172.18.255.3 is stopped: worker");
        List<Mark> said = List.of(stop, Runs.mark(350, "it is announced by another node: worker2"));
        RaceRun well = Runs.run(said, List.of(), lane("load-balancer", "...."));
        assertEquals(List.of(), stopped.doubts(well));
        assertEquals(stopped.shows() + " (asked: load-balancer; 4 requests or more in each lane)", stopped.seen(well));
        RaceRun unsaid = Runs.run(List.of(stop), List.of(), lane("load-balancer", "..T."));
        assertEquals(List.of(), stopped.doubts(unsaid));
        assertTrue(stopped.seen(unsaid).contains("though nobody says by whom"), stopped.seen(unsaid));
        assertProblem("may not have announced it", stopped.doubts(Runs.run(List.of(stop), List.of(), lane("load-balancer", "...."), lane("cluster-ip", "..T."))));
        RaceRun earlier = Runs.run(List.of(stop), List.of(), lane("load-balancer", ".T.."));
        assertProblem("may not have announced it", stopped.doubts(earlier));
        assertEquals(List.of(), stopped.judge(earlier), "not knowing is not a loss");
    }

    @Test
    void theIngressMissesItsProxyAndNotItsController() {
        List<Mark> marks = List.of(Runs.mark(100, "controller x is killed"), Runs.mark(300, "proxy y is killed"));
        IngressControllerKilled killed = new IngressControllerKilled();
        assertEquals(List.of(), killed.judge(Runs.run(marks, List.of(), lane("ingress", "...RR."), lane("cluster-ip", "......"))));
        assertProblem("while only the controller was gone", killed.judge(Runs.run(marks, List.of(), lane("ingress", "..RR.."))));
        assertProblem("node-port, new", killed.judge(Runs.run(marks, List.of(), lane("node-port", "...RR."))));
        assertProblem("ingress, new is not back", killed.judge(Runs.run(marks, List.of(), lane("ingress", "...RRR"))));
    }

    /** Where each node has a proxy, one that is killed may be missed by nobody. */
    @Test
    void thatTheIngressWasOutIsSaidIfItLostSomething() {
        List<Mark> marks = List.of(Runs.mark(100, "controller x is killed"), Runs.mark(300, "proxy y is killed"));
        IngressControllerKilled killed = new IngressControllerKilled();
        assertTrue(killed.seen(Runs.run(marks, List.of(), lane("ingress", "...R.."))).startsWith(killed.shows()));
        String seen = killed.seen(Runs.run(marks, List.of(), lane("ingress", "......")));
        assertTrue(seen.contains("lost nothing when its proxy was killed") && seen.endsWith("(asked: ingress; 6 requests or more in each lane)"), seen);
    }

    /** Eviction is for good where nobody makes a pod again. */
    @Test
    void aDrainNamesThePodsThatWouldNotComeBack() {
        Pod made = new PodBuilder().withNewMetadata().withName("b-1").withNamespace("cats").addNewOwnerReference().withKind("ReplicaSet").withController(true)
                .endOwnerReference().endMetadata().build();
        Pod alone = new PodBuilder().withNewMetadata().withName("debug").withNamespace("theirs").endMetadata().build();
        assertEquals(List.of("theirs/debug"), Drain.orphans(List.of(made, alone)));
    }

    /** Three pods cannot be on four workers. */
    @Test
    void podsAreSpreadWhereEachWorkerHasItsShare() {
        assertTrue(Drain.isSpread(List.of(2L, 1L), 2));
        assertFalse(Drain.isSpread(List.of(3L), 2));
        assertFalse(Drain.isSpread(List.of(3L, 1L), 2));
        assertTrue(Drain.isSpread(List.of(1L, 1L, 1L), 4));
        assertFalse(Drain.isSpread(List.of(2L, 1L), 4));
    }

    @Test
    void withoutKubeProxyWhoAsksTheRulesIsLostAfterAPodChanged() {
        List<Mark> marks = List.of(Runs.mark(150, "pod old is deleted"), Runs.mark(250, "the deleted pod has ended"));
        KubeProxyDown down = new KubeProxyDown();
        TrackRun news = lane("cluster-ip", "...T.n");
        assertEquals(List.of(), down.judge(Runs.run(marks, List.of(), news, lane("ingress", "......"), Runs.track("node-port", true, "nnnnnn"),
                Runs.track("cluster-ip", true, "...TTn"))));
        assertProblem("ingress, new", down.judge(Runs.run(marks, List.of(), news, lane("ingress", "...R.."))));
        assertProblem("pod-ip, new", down.judge(Runs.run(marks, List.of(), news, lane("pod-ip", "...R.."))));
        assertProblem("lost requests before a pod changed", down.judge(Runs.run(marks, List.of(), lane("cluster-ip", ".T.T.n"))));
        assertProblem("on a connection to a pod that lives",
                down.judge(Runs.run(marks, List.of(), news, Runs.track("node-port", true, "nnnTnn"))));
        assertEquals(List.of(), down.judge(Runs.run(marks, List.of(), news, Runs.track("node-port", true, "nnnRnn")))); // one that was not kept
        assertProblem("lost nothing after the pod was gone", down.judge(Runs.run(marks, List.of(), lane("cluster-ip", "......"))));
    }

    /** One pod of three is gone: whoever loses everything was not led there alone. */
    @Test
    void withoutKubeProxyOfNewConnectionsTheDeletedPodsShareIsLostAndNoMore() {
        List<Mark> marks = List.of(Runs.mark(150, "pod old is deleted"), Runs.mark(1_050, "the deleted pod has ended"));
        List<Scene.Window> windows = List.of(new Scene.Window("old", 3, Runs.START + 150, Runs.START + 6_000));
        KubeProxyDown down = new KubeProxyDown();
        TrackRun share = lane("cluster-ip", "nn" + "nnnnnnnnn" + "Tnn".repeat(16) + "nnn");
        assertEquals(List.of(), down.judge(Runs.run(marks, windows, share, lane("node-port", "nn" + "nnnnnnnnn" + "RnT".repeat(5) + "nnn"))));
        assertProblem("node-port, new lost 48 requests while the cluster did not know that a pod was gone: about 19 were led to it, 38 at most",
                down.judge(Runs.run(marks, windows, share, lane("node-port", "nn" + "nnnnnnnnn" + "T".repeat(48) + "nnn"))));
    }

    @Test
    void withoutDnsOnlyWhoLooksUpIsLost() {
        CoreDnsDown down = new CoreDnsDown();
        TrackRun named = lane("cluster-ip-by-name", ".DD.");
        assertEquals(List.of(), down.judge(Runs.run(named, lane("cluster-ip", "...."), Runs.track("cluster-ip-by-name", true, "...."))));
        assertProblem("cluster-ip, new", down.judge(Runs.run(named, lane("cluster-ip", ".D.."))));
        assertEquals(List.of(), down.judge(Runs.run(named, Runs.track("cluster-ip-by-name", true, ".D..")))); // one that was not kept
        assertEquals(List.of(), down.judge(Runs.run(named, Runs.track("cluster-ip-by-name", true, ".t..")))); // nor was this: its name was found late
        assertProblem("cluster-ip-by-name, kept-alive", down.judge(Runs.run(named, Runs.track("cluster-ip-by-name", true, ".T.."))));
        assertProblem("names were still found", down.judge(Runs.run(lane("cluster-ip-by-name", "...."))));
        assertProblem("is not back", down.judge(Runs.run(lane("cluster-ip-by-name", "..DD"))));
    }
}
