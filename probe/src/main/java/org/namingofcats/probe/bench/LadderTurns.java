package org.namingofcats.probe.bench;

import java.util.List;

/**
 * Which of a ladder's arms have a turn together. The client in C and the agent it is compared with always do. In a round all others are asked by
 * themselves, since whose request took how much CPU time of a turn of several nobody can tell; in a short round the names on the pod's own node,
 * which differ by hundredths, are together and nobody else is asked: what goes another way than to the pod itself would have other caches if it
 * were asked less often, and differs by more.
 */
final class LadderTurns {
    private LadderTurns() {}

    /** All arms. */
    static List<Turn> whole(List<Arm> arms) {
        return Turn.together(arms, arm -> arm.isClient() ? arm.keepAlive() : arm);
    }

    /** Those that have short rounds too. */
    static List<Turn> fine(List<Arm> arms) {
        return Turn.together(arms.stream().filter(arm -> arm.isClient() ? arm.keepAlive() : isName(arm)).toList(),
                arm -> List.of(arm.isClient(), arm.keepAlive()));
    }

    private static boolean isName(Arm arm) {
        return arm.from().equals(Arm.SAME_NODE) && !List.of(Arm.INGRESS, Arm.PROXY, Arm.NGINX, Arm.C_SERVER).contains(arm.what());
    }
}
