package org.namingofcats.probe.prove;

import java.util.List;
import java.util.function.Consumer;
import org.namingofcats.probe.evidence.CheckResult;

/**
 * One thing that is broken on purpose, and the checks that must notice: those, and no others.
 *
 * @param name     for the table, e.g. {@code ingress-backends-swapped}
 * @param apply    breaks it
 * @param undo     mends it; safe to call when it was never broken
 * @param expected the checks that must notice, and what they must say
 * @param staged   whether those are experiments, and what is broken is theirs: the lab itself is well, so it is no incident for a learner
 */
public record Mutation(String name, Consumer<Target> apply, Consumer<Target> undo, List<Sign> expected, boolean staged) {

    /** A mutation of the lab. */
    public static Mutation of(String name, Consumer<Target> apply, Consumer<Target> undo, Sign... expected) {
        return new Mutation(name, apply, undo, List.of(expected), false);
    }

    /** A mutation of what experiments put on their stage. */
    public static Mutation ofStage(String name, Consumer<Target> apply, Consumer<Target> undo, Sign... expected) {
        return new Mutation(name, apply, undo, List.of(expected), true);
    }

    /** Whether the check of this id must fail. */
    public boolean concerns(String id) {
        return expected.stream().anyMatch(sign -> sign.concerns(id));
    }

    /** Whether a check that must fail says why. */
    boolean isCauseOf(CheckResult failed) {
        return expected.stream().filter(sign -> sign.concerns(failed.id())).allMatch(sign -> sign.isBorneBy(failed.reason()));
    }
}
