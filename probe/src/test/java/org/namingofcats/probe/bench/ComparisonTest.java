package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Slower is what is slower by more than both spreads; all else is the same. */
class ComparisonTest {
    private static Figure figure(String name, double low, double high) {
        return Figure.atMost(name, new Spread((low + high) / 2, low, high), null, 30);
    }

    private static Comparison compare(Figure fresh, Figure recorded) {
        return Comparison.of(report(BenchReport.MET, fresh), report(BenchReport.MISSED, recorded));
    }

    private static BenchReport report(String verdict, Figure... figures) {
        return new BenchReport(List.of(figures), null, null, verdict, "as told", null, null, List.of(), List.of());
    }

    @Test
    void slowerByMoreThanTheSpreadIsNamed() {
        Comparison comparison = compare(figure("x", 1.21, 1.30), figure("x", 1.00, 1.20));
        assertEquals(1, comparison.worse().size());
        assertTrue(comparison.worse().getFirst().startsWith("x: 1.255 [1.210–1.300] ×, it was 1.100"), comparison::toString);
    }

    @Test
    void whatTouchesIsTheSame() {
        Comparison comparison = compare(figure("x", 1.20, 1.90), figure("x", 1.00, 1.20));
        assertEquals(List.of(), comparison.worse());
        assertEquals(1, comparison.same());
        assertNull(comparison.doubt());
    }

    @Test
    void fasterIsNoFault() {
        assertEquals(1, compare(figure("x", 0.5, 0.6), figure("x", 1.00, 1.20)).better().size());
    }

    @Test
    void whereMoreIsBetterLessIsWorse() {
        Figure low = Figure.atLeast("x", new Spread(0.4, 0.39, 0.41), 0.5, 30);
        Figure high = Figure.atLeast("x", new Spread(0.6, 0.59, 0.61), 0.5, 30);
        assertEquals(1, compare(low, high).worse().size());
        assertEquals(1, compare(high, low).better().size());
    }

    @Test
    void aNameThatOneOfThemLacksIsToldAndNotJudged() {
        assertEquals(List.of("new: only the fresh run has it", "old: only the recorded run has it"), compare(figure("new", 9, 10), figure("old", 1, 2)).leftOut());
    }

    /** Not even what differs. */
    @Test
    void aRunWithoutVerdictIsComparedWithNothing() {
        Figure slow = figure("x", 2, 3);
        Figure quick = figure("x", 1, 1.5);
        assertEquals(new Comparison(List.of(), List.of(), 0, List.of(), "the fresh run: as told"), Comparison.of(report(BenchReport.NONE, slow), report(BenchReport.MET, quick)));
        assertEquals(new Comparison(List.of(), List.of(), 0, List.of(), "the recorded run: as told"), Comparison.of(report(BenchReport.MET, slow), report(BenchReport.NONE, quick)));
    }

    private static Comparison compare(Figure figure, BenchReport.Setting now, BenchReport.Setting then) {
        return Comparison.of(new BenchReport(List.of(figure), null, null, BenchReport.MET, "as told", null, now, List.of(), List.of()),
                new BenchReport(List.of(Figure.atMost(figure.name(), new Spread(1, 1, 1), null, 30)), null, null, BenchReport.MET, "as told", null, then, List.of(), List.of()));
    }

    private static BenchReport.Setting setting(String node, int rate, String mode, Integer core) {
        return new BenchReport.Setting("kind-cats", 1, 50, rate, 200, "cat", node, null, 2, mode, 125, core, 13, null);
    }

    @Test
    void runsThatWereNotMadeAlikeAreNotCompared() {
        BenchReport.Setting recorded = setting("worker", 400, "iptables", 1);
        Figure slow = figure("x", 2, 3);
        assertEquals(1, compare(slow, setting("worker", 400, "iptables", 0), recorded).worse().size(), "which core it is does not matter");
        assertEquals("the two were not made alike: kube-proxy's mode: nftables, it was iptables", compare(slow, setting("worker", 400, "nftables", 1), recorded).doubt());
        assertEquals("the two were not made alike: requests a second on kept connections: 800, it was 400",
                compare(slow, setting("worker", 800, "iptables", 1), recorded).doubt());
        assertEquals("the two were not made alike: held on one core: false, it was true", compare(slow, setting("worker", 400, "iptables", null), recorded).doubt());
        assertEquals(List.of(), compare(slow, setting("worker", 800, "iptables", 1), recorded).worse());
    }

    /** By all ladders recorded the load balancer from outside was 1.23 to 1.27 with the pod on one node, and 1.16 to 1.21 on the other. */
    @Test
    void aLoadBalancersWayDependsOnWhereThePodIs() {
        Figure slow = figure("LoadBalancer from outside ÷ pod IP, new connection", 2, 3);
        assertEquals(1, compare(slow, setting("worker", 400, "iptables", 1), setting("worker", 400, "iptables", 1)).worse().size());
        Comparison moved = compare(slow, setting("worker2", 400, "iptables", 1), setting("worker", 400, "iptables", 1));
        assertEquals(List.of(), moved.worse());
        assertTrue(moved.leftOut().getFirst().startsWith(slow.name() + ": in one of the two alone the pod was on the node that announces"), moved::toString);
        assertEquals(1, compare(figure("NodePort, Local from outside ÷ pod IP, new connection", 2, 3), setting("worker2", 400, "iptables", 1), setting("worker", 400, "iptables", 1)).worse().size());
    }

    /** Where both runs know the announcer, what counts is whether a packet had to be handed on, not which node that was. */
    @Test
    void aLoadBalancersWayIsTheSameWhereThePodIsAsNearToItsAnnouncer() {
        Figure slow = figure("LoadBalancer from outside ÷ pod IP, new connection", 2, 3);
        assertEquals(1, compare(slow, announced("worker2", "worker2"), announced("worker", "worker")).worse().size());
        assertEquals(1, compare(slow, announced("worker2", "control-plane"), announced("worker2", "worker")).worse().size());
        assertEquals(List.of(), compare(slow, announced("worker2", "worker"), announced("worker2", "worker2")).worse());
    }

    private static BenchReport.Setting announced(String node, String announcer) {
        return new BenchReport.Setting("kind-cats", 1, 50, 400, 200, "cat", node, null, 2, "iptables", 125, 1, 13, announcer);
    }

    @Test
    void sharesAndFiguresOfOnePairAreNotJudged() {
        Figure share = Figure.quantity("share of cluster", new Spread(40, 39, 41), null, "%", 3);
        assertEquals(List.of("share of cluster: where one share falls, others grow"),
                compare(share, Figure.quantity(share.name(), new Spread(30, 29, 31), null, "%", 3)).leftOut());
        Figure one = Figure.atMost("cold", new Spread(1.3, 1.3, 1.3), null, 1);
        assertEquals(List.of("cold: fewer than 3 pairs"), compare(one, figure("cold", 1.1, 1.2)).leftOut());
    }

    /** What has no spread differs by more than it by one byte. */
    @Test
    void megabytesThatDifferByLessThanAHundredthAreTheSame() {
        assertEquals(1, compare(megabytes(190), megabytes(189.5)).same());
        assertEquals(1, compare(megabytes(192), megabytes(189.5)).worse().size());
        assertEquals(1, compare(megabytes(187), megabytes(189.5)).better().size());
    }

    private static Figure megabytes(double size) {
        return Figure.quantity("bytes", new Spread(size, size, size), null, "MB", 4);
    }
}
