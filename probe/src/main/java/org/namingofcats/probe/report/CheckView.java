package org.namingofcats.probe.report;

import java.util.List;
import java.util.Locale;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.evidence.Verdict;

/**
 * A check as the HTML report shows it.
 *
 * @param id         id of the check
 * @param what       the same without its path
 * @param style      the verdict as a CSS class
 * @param mark       the verdict's sign and word
 * @param open       whether its details are shown at once: those of trouble are
 * @param brief      where from, how it ended, who answered, median time; or where from and why not
 * @param target     what was asked, {@code null} if nothing was
 * @param expected   what should have been seen, {@code null} if nothing should
 * @param observed   what was seen
 * @param why        the reason
 * @param reproduce  a command that asks again, {@code null} if there is none
 * @param calls      who asked whom, how often, how fast
 */
record CheckView(
        String id, String what, String style, String mark, boolean open, List<String> brief, String target,
        String expected, String observed, String why, String reproduce, List<CallView> calls) {

    /** One client asking one address. */
    record CallView(
            String from, String target, String outcome, int made, String answeredBy, String client, String seen,
            String lookup, String connect, String firstByte, String total) {

        private static CallView of(CallEvidence call) {
            return new CallView(call.from(), call.target(), call.status() > 0 ? call.outcome() + " " + call.status() : call.outcome(),
                    call.made(), join(call.answeredBy()), call.clientAddress() == null ? "–" : call.clientAddress(),
                    join(call.peersSeen()), phase(call.lookupMillis()), phase(call.connectMillis()),
                    phase(call.firstByteMillis()), phase(call.totalMillis()));
        }

        private static String join(List<String> values) {
            return values.isEmpty() ? "–" : String.join(", ", values);
        }
    }

    static CheckView of(CheckResult check, Brief brief) {
        return new CheckView(check.id(), brief.what(check), style(check.verdict()), Paint.mark(check.verdict()),
                Brief.isTrouble(check),
                check.outcome() == null ? List.of(check.vantage(), String.valueOf(check.reason()))
                        : List.of(check.vantage(), Brief.outcome(check), brief.who(check), Brief.millis(check) + " ms"),
                check.target(), check.expected(), Observed.text(check), check.reason(), check.reproduce(),
                check.evidence().calls().stream().map(CallView::of).toList());
    }

    static String style(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** A phase that was not reached took no time; microseconds tell more than a zero. */
    static String phase(double millis) {
        return millis == 0 ? "–" : String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : "%.1f", millis);
    }
}
