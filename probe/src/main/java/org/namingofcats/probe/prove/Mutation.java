package org.namingofcats.probe.prove;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One thing that is broken on purpose, and the checks that must notice: those, and no others.
 *
 * @param name     for the table, e.g. {@code ingress-backends-swapped}
 * @param apply    breaks it
 * @param undo     mends it; safe to call when it was never broken
 * @param expected patterns of check ids; each must match at least one check, and every match must fail
 */
public record Mutation(String name, Consumer<Target> apply, Consumer<Target> undo, List<Pattern> expected) {

    /** A mutation that is noticed by the checks whose ids match. */
    public static Mutation of(String name, Consumer<Target> apply, Consumer<Target> undo, String... expected) {
        return new Mutation(name, apply, undo, List.of(expected).stream().map(Pattern::compile).toList());
    }

    /** Whether the check of this id must fail. */
    public boolean concerns(String id) {
        return expected.stream().anyMatch(pattern -> pattern.matcher(id).matches());
    }
}
