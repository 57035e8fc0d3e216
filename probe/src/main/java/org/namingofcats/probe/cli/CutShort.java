package org.namingofcats.probe.cli;

import org.namingofcats.probe.cli.VerifyCommand.Require;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The cluster went away in the middle of a verification: what was learnt until then is worth a report. */
final class CutShort extends ProbeException {
    private final transient Report report;

    /**
     * @param gone   why the lab could not be looked at again
     * @param report what had been learnt; a check that was under way is inconclusive
     */
    CutShort(Throwable gone, Report report) {
        this(ClusterTrouble.tell(gone), report);
    }

    /** That nothing could run is not so any more: what has run came to a verdict. */
    private CutShort(ProbeException told, Report report) {
        super(told.exitCode() == ExitCode.NOTHING_RAN ? VerifyCommand.exitCode(report.summary(), Require.PASSED) : told.exitCode(),
                "in the middle of the run " + told.getMessage(), "what was learnt until then is reported");
        this.report = report;
    }

    Report report() {
        return report;
    }
}
