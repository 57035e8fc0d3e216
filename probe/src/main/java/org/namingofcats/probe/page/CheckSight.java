package org.namingofcats.probe.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.report.Observed;

/**
 * A check as the page shows it: what {@code report.json} says of it, in the same words.
 *
 * @param order       place in the plan, for its row
 * @param outcome     {@code null} when no request was made
 * @param status      HTTP status of the last call, 0 without an answer
 * @param observed    what was seen, in a sentence
 * @param millis      median time, {@code null} when no request was made
 * @param calls       who asked what: enough to ask again
 * @param provisional whether the verification is still under way and may look again
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CheckSight(String id, String path, String vantage, int order, String target, String expected, String outcome, int status,
        String verdict, String observed, String why, String reproduce, String answeredBy, String peerSeen, Double millis,
        List<Asked> calls, boolean provisional) {

    /** Who asked, and what. */
    record Asked(String from, String target) {}

    static CheckSight of(CheckResult check, int order, boolean provisional) {
        List<CallEvidence> calls = check.evidence().calls();
        return new CheckSight(check.id(), check.path(), check.vantage(), order, check.target(), check.expected(),
                check.outcome() == null ? null : check.outcome().name(), calls.isEmpty() ? 0 : calls.getLast().status(),
                check.verdict().name(), Observed.text(check), check.reason(), check.reproduce(), check.evidence().answeredBy(),
                check.evidence().peerSeen(), check.evidence().millis(),
                calls.stream().map(call -> new Asked(call.from(), call.target())).toList(), provisional);
    }
}
