package org.namingofcats.probe.report;

import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;

/** Says in a sentence what a check saw. */
public final class Observed {
    private Observed() {}

    /** E.g. {@code WRONG_ANSWER; answered by service-a-…; source address 172.18.0.3 instead of 172.18.0.9, by node worker2}. */
    public static String text(CheckResult check) {
        Evidence evidence = check.evidence();
        if (check.outcome() == null) {
            return "no request was made";
        }
        List<String> parts = new ArrayList<>(List.of(check.outcome().name()));
        if (evidence.answeredBy() != null) {
            parts.add("answered by " + evidence.answeredBy());
        }
        if (evidence.peerSeen() != null) {
            parts.add("source address " + evidence.peerSeen() + (Boolean.TRUE.equals(evidence.sourcePreserved())
                    ? " kept" : " instead of " + evidence.clientAddress() + ", by " + rewriter(evidence)));
        }
        return String.join("; ", parts);
    }

    static String rewriter(Evidence evidence) {
        return evidence.rewrittenBy() == null ? "somebody unknown" : evidence.rewrittenBy();
    }
}
