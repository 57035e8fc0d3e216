package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which of a ladder's arms have a turn together. The client in C and the agent it is compared with always do. In a round all others are asked by
 * themselves, since whose request took how much CPU time of a turn of several nobody can tell. In a short round a few are asked by turns, and nobody
 * else: the names on the pod's own node, which differ by hundredths, or the pod's own address and one of the names that somebody else
 * asks, by appointment. What goes another way than to the pod itself has turns of its own only: it would have other caches if it were asked less often.
 */
final class LadderTurns {
    /** Short rounds of the names on the pod's own node, after each round. */
    private static final int OF_NAMES = 3;
    /** More of them, on kept connections alone: there the aims leave two hundredths for ClusterIP and five for the client, with new connections a tenth. */
    private static final int OF_KEPT = 4;

    private LadderTurns() {}

    /** All arms. */
    static List<Turn> whole(List<Arm> arms) {
        return Turn.together(arms, arm -> arm.isClient() ? arm.keepAlive() : arm);
    }

    /** The short rounds that follow each round. */
    static List<List<Turn>> fine(List<Arm> arms) {
        List<Turn> names = Turn.together(arms.stream().filter(arm -> arm.isClient() ? arm.keepAlive() : isName(arm)).toList(),
                arm -> List.of(arm.isClient(), arm.keepAlive()));
        List<List<Turn>> rounds = new ArrayList<>(Collections.nCopies(OF_NAMES, names));
        arms.stream().filter(LadderTurns::isAskedByOthers).map(LadderTurns::rung).distinct()
                .forEach(rung -> rounds.add(pairs(arms, arm -> rung(arm).equals(rung))));
        rounds.addAll(Collections.nCopies(OF_KEPT, names.stream().filter(turn -> turn.arms().getFirst().keepAlive()).toList()));
        return rounds;
    }

    /** Each beside the pod's own address, asked on the same kind of connection. */
    private static List<Turn> pairs(List<Arm> arms, Predicate<Arm> which) {
        return Turn.together(arms.stream().filter(arm -> which.test(arm) || arm.name().equals(LadderFigures.base(arm.keepAlive()))).toList(), Arm::keepAlive)
                .stream().filter(turn -> turn.arms().size() == 2).toList();
    }

    private static boolean isName(Arm arm) {
        return arm.from().equals(Arm.SAME_NODE) && !List.of(Arm.INGRESS, Arm.PROXY, Arm.NGINX, Arm.C_SERVER).contains(arm.what());
    }

    private static boolean isAskedByOthers(Arm arm) {
        return !arm.from().equals(Arm.SAME_NODE) && !arm.what().equals(Arm.INGRESS);
    }

    private static List<String> rung(Arm arm) {
        return List.of(arm.what(), arm.from());
    }
}
