package org.namingofcats.probe.report;

import java.util.Collections;
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
     * @param fate    whether they are the same, and who put others in their place
     */
    record Entry(String path, String what, String vantage, String client, String seen, String fate) {}

    static List<Entry> of(List<CheckResult> checks, Brief brief) {
        return checks.stream().filter(check -> check.evidence().peerSeen() != null)
                .map(check -> entry(check, brief)).toList();
    }

    private static Entry entry(CheckResult check, Brief brief) {
        Evidence evidence = check.evidence();
        return new Entry(check.path(), brief.what(check), check.vantage(), evidence.clientAddress(), evidence.peerSeen(),
                fate(evidence));
    }

    private static String fate(Evidence evidence) {
        if (Boolean.TRUE.equals(evidence.sourcePreserved())) {
            return "kept";
        }
        // Of many pods behind a Service, those on the client's own node may see it as it is.
        boolean inPart = evidence.clientAddress() != null
                && !Collections.disjoint(addresses(evidence.clientAddress()), addresses(evidence.peerSeen()));
        return (inPart ? "in part rewritten by " : "rewritten by ") + Observed.rewriter(evidence);
    }

    private static List<String> addresses(String joined) {
        return List.of(joined.split(", "));
    }
}
