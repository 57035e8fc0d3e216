package org.namingofcats.probe.cli;

import org.namingofcats.probe.cli.VerifyCommand.Require;
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
        this(ClusterTrouble.midway(gone, VerifyCommand.exitCode(report.summary(), Require.PASSED)), report);
    }

    private CutShort(ProbeException told, Report report) {
        super(told.exitCode(), told.trouble(), told.remedy());
        this.report = report;
    }

    Report report() {
        return report;
    }
}
