package org.namingofcats.probe.evidence;

import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Judge.Finding;
import org.namingofcats.probe.vantage.Agent.Dialled;

/**
 * The receiver's side of the evidence: each workload keeps the nonces it served. A request that claims success and
 * that nobody served is a lie (two-sided evidence: NetAssert matches a UUID, kubenurse counts who called).
 */
@FunctionalInterface
public interface Receipts {

    /** Answers how often {@code container} of {@code pod} says it served {@code nonce}; negative if it cannot be asked. */
    int served(Lab.Pod pod, String container, String nonce);

    /** The finding as it is, or a wrong answer when the pod that is named in it knows nothing of the request. */
    default Finding confirm(Call call, Dialled dialled, Finding finding) {
        String container = call.expectation() instanceof Answer answer && answer.container() != null
                ? answer.container() : finding.pod().workload();
        int served = served(finding.pod(), container, dialled.nonce());
        String problem = served == 1 ? null
                : served < 0 ? "container " + container + " of " + finding.pod().name() + " cannot be asked for its receipts"
                : container + " of " + finding.pod().name() + " says it served this request " + served + " times, not once";
        return problem == null ? finding
                : new Finding(Outcome.WRONG_ANSWER, problem, finding.pod(), finding.peer(), finding.rewrittenBy());
    }
}
