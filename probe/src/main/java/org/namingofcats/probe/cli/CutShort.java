package org.namingofcats.probe.cli;

import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.trouble.ProbeException;

/** The cluster went away in the middle of a verification: what was learnt until then is worth a report. */
final class CutShort extends ProbeException {
    private final transient Report report;

    /**
     * @param gone   why the lab could not be looked at again
     * @param report what had been learnt; a check that was under way is inconclusive
     */
    CutShort(Throwable gone, Report report) {
        super(ClusterTrouble.tell(gone).exitCode(), "in the middle of the run " + ClusterTrouble.tell(gone).getMessage(),
                "what was learnt until then is reported");
        this.report = report;
    }

    Report report() {
        return report;
    }
}
