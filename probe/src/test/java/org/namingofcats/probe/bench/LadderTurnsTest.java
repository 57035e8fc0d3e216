package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void threeShortRoundsHaveTheNamesOnThePodsOwnNodeAndTheClients() {
        for (List<Turn> fine : LadderTurns.fine(arms).subList(0, 3)) {
            assertEquals(Set.of(names(true), names(false), clients(true)), shared(fine));
            assertEquals(3, fine.size());
        }
    }

    /** The base once in each, or a tally would have two values of a round. */
    @Test
    void oneShortRoundEachHasANameThatSomebodyElseAsksBesideTheBase() {
        List<List<Turn>> rounds = LadderTurns.fine(arms);
        List<List<String>> rungs = List.of(List.of(Arm.LOCALHOST, Arm.SAME_POD), List.of(Arm.POD_IP, Arm.OTHER_NODE));
        for (int i = 0; i < rungs.size(); i++) {
            List<String> rung = rungs.get(i);
            assertEquals(Stream.of(true, false).map(keepAlive -> Set.of(LadderFigures.base(keepAlive), Arm.name(rung.getFirst(), rung.getLast(), keepAlive)))
                    .collect(Collectors.toSet()), shared(rounds.get(3 + i)));
            assertEquals(2, rounds.get(3 + i).size());
        }
        assertEquals(9, rounds.size());
    }

    /** Their aims are the narrowest. */
    @Test
    void fourMoreHaveTheSameOnKeptConnectionsAlone() {
        for (List<Turn> fine : LadderTurns.fine(arms).subList(5, 9)) {
            assertEquals(Set.of(names(true), clients(true)), shared(fine));
            assertEquals(2, fine.size());
        }
    }

    @Test
    void whatHasNoBaseOfItsKindOfConnectionHasNoPair() {
        List<Arm> kept = arms.stream().filter(Arm::keepAlive).toList();
        assertEquals(List.of(1, 1), LadderTurns.fine(kept).subList(3, 5).stream().map(List::size).toList());
        List<Arm> baseless = arms.stream().filter(arm -> !arm.name().equals(LadderFigures.base(arm.keepAlive()))).toList();
        assertEquals(List.of(0, 0), LadderTurns.fine(baseless).subList(3, 5).stream().map(List::size).toList());
    }
}
