package org.namingofcats.probe.workbook.incident;

import java.util.List;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.workbook.state.Difference;

/**
 * What to tell somebody who is stuck; each hint tells more than the one before.
 *
 * @param differences where the lab's objects are not as deployed
 * @param suspects    everything that can be broken
 */
public record Hints(Symptoms symptoms, List<Difference> differences, List<Mutation> suspects) {
    /** How many there are. */
    public static final int COUNT = 4;
    private static final int SHOWN = 4;

    /** @param number from 1; beyond the last it is the last */
    public String text(int number) {
        List<CheckResult> failed = symptoms.failed();
        if (failed.isEmpty()) {
            return "nothing fails any more; `probe/probe lab check 12` says what is left to do";
        }
        return switch (number) {
            case 1 -> "these checks fail: " + failed.stream().map(CheckResult::id).limit(SHOWN).collect(Collectors.joining(", "))
                    + (failed.size() > SHOWN ? " and " + (failed.size() - SHOWN) + " more" : "")
                    + "; what have they in common that the others have not?";
            case 2 -> "one of them says: " + failed.getFirst().reason();
            case 3 -> differences.isEmpty()
                    ? "no object that k8s/ declares is changed: look at the pods themselves, at kube-system, at the machine outside"
                    : "look at " + differences.getFirst().kind() + " " + differences.getFirst().name()
                            + ", and compare it with its manifest in k8s/";
            default -> (differences.isEmpty() ? "" : differences.getFirst().text() + "; ") + fits();
        };
    }

    private String fits() {
        String fitting = suspects.stream().filter(one -> symptoms.of(one).equals(symptoms.failedIds())).map(Mutation::name)
                .collect(Collectors.joining(" or "));
        return fitting.isEmpty() ? "it fits none alone: more is changed than the incident" : "it fits " + fitting;
    }
}
