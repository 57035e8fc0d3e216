package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is measured at once with whom. */
class LadderTurnsTest {
    private final List<Arm> arms = Tallies.ladder(1, 1).values().stream().map(Tally::arm).toList();

    private static Set<Set<String>> shared(List<Turn> turns) {
        return turns.stream().filter(turn -> turn.arms().size() > 1).map(turn -> turn.arms().stream().map(Arm::name).collect(Collectors.toSet())).collect(Collectors.toSet());
    }

    private static Set<String> onTheSameNode(boolean keepAlive, String... what) {
        return Set.of(what).stream().map(one -> Arm.name(one, Arm.SAME_NODE, keepAlive)).collect(Collectors.toSet());
    }

    private static Set<String> clients(boolean keepAlive) {
        return onTheSameNode(keepAlive, Arm.C_CLIENT, Arm.BESIDE_C);
    }

    private static Set<String> names(boolean keepAlive) {
        return onTheSameNode(keepAlive, Arm.POD_IP, Arm.CONTROL, Arm.CLUSTER_IP);
    }

    @Test
    void aRoundHasAllArmsAndOnlyTheClientsShareATurn() {
        List<Turn> whole = LadderTurns.whole(arms);
        assertEquals(Set.copyOf(arms), whole.stream().flatMap(turn -> turn.arms().stream()).collect(Collectors.toSet()));
        assertEquals(Set.of(clients(true), clients(false)), shared(whole));
        assertEquals(arms.size() - 2, whole.size());
    }

    /** Base, control and ClusterIP with either connection, and the clients; no other way, and from nowhere else. */
    @Test
    void aShortRoundHasTheNamesOnThePodsOwnNodeAndTheClients() {
        List<Turn> fine = LadderTurns.fine(arms);
        assertEquals(Set.of(names(true), names(false), clients(true)), shared(fine));
        assertEquals(3, fine.size());
    }
}
