package org.namingofcats.probe.report;

import java.util.List;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;

/** The source-address ledger: whose address the workload saw, for each check in which one answered. */
final class Ledger {
    private Ledger() {}

    /**
     * One entry.
     *
     * @param path    network path
     * @param what    check
     * @param vantage where the request started
     * @param client  the clients' own addresses
     * @param seen    addresses that the workload saw
     * @param kept    whether they are the same
     * @param by      who put another in its place, {@code null} if nobody did
     */
    record Entry(String path, String what, String vantage, String client, String seen, boolean kept, String by) {}

    static List<Entry> of(List<CheckResult> checks, Brief brief) {
        return checks.stream().filter(check -> check.evidence().peerSeen() != null)
                .map(check -> entry(check, brief)).toList();
    }

    private static Entry entry(CheckResult check, Brief brief) {
        Evidence evidence = check.evidence();
        boolean kept = Boolean.TRUE.equals(evidence.sourcePreserved());
        return new Entry(check.path(), brief.what(check), check.vantage(), evidence.clientAddress(), evidence.peerSeen(),
                kept, kept ? null : Observed.rewriter(evidence));
    }
}
