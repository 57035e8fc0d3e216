package org.namingofcats.probe.workbook.incident;

import java.util.List;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.workbook.state.Difference;

/** What to tell somebody who is stuck; each hint tells more than the one before. */
public final class Hints {
    /** How many there are. */
    public static final int COUNT = 4;
    private static final int SHOWN = 4;

    private final Symptoms symptoms;
    private final List<Difference> differences;
    private final List<Mutation> suspects;

    /**
     * @param differences where the lab's objects are not as deployed
     * @param suspects    everything that can be broken
     */
    public Hints(Symptoms symptoms, List<Difference> differences, List<Mutation> suspects) {
        this.symptoms = symptoms;
        this.differences = differences;
        this.suspects = suspects;
    }

    /** @param number from 1; beyond the last it is the last */
    public String text(int number) {
        return switch (number) {
            case 1 -> symptoms.failed().isEmpty() ? "nothing fails any more" : "these checks fail: " + symptoms.failed().stream()
                    .map(CheckResult::id).limit(SHOWN).collect(Collectors.joining(", "))
                    + (symptoms.failed().size() > SHOWN ? " and " + (symptoms.failed().size() - SHOWN) + " more" : "")
                    + "; what have they in common that the others have not?";
            case 2 -> symptoms.failed().isEmpty() ? "nothing fails any more"
                    : "one of them says: " + symptoms.failed().getFirst().reason();
            case 3 -> differences.isEmpty()
                    ? "no object that k8s/ declares is changed: look at the pods themselves, at kube-system, at the machine outside"
                    : "look at " + differences.getFirst().kind() + " " + differences.getFirst().name()
                            + ", and compare it with its manifest in k8s/";
            default -> (differences.isEmpty() ? "" : differences.getFirst().text() + "; ") + "it fits "
                    + suspects.stream().filter(one -> symptoms.of(one).equals(symptoms.failedIds())).map(Mutation::name)
                            .collect(Collectors.joining(" or "));
        };
    }
}
