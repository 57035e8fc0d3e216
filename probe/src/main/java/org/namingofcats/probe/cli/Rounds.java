package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.watch.Metrics;
import org.namingofcats.probe.watch.MetricsServer;
import org.namingofcats.probe.watch.Round;
import org.namingofcats.probe.watch.Stop.Stopped;
import org.namingofcats.probe.watch.Stop;
import org.namingofcats.probe.watch.Watch;
import org.namingofcats.probe.watch.WatchLog;

/**
 * One verification after another, each with its report.
 *
 * @param verification what a round makes
 * @param folder       where its report goes, in place of the one before
 * @param exitCode     what the verdicts come to
 */
record Rounds(Verification verification, ReportFolder folder, ToIntFunction<Report.Summary> exitCode) {

    /** Goes on until a signal comes; returns the exit code. */
    int watch(WatchOptions options, boolean changing, PrintWriter out) {
        Metrics metrics = new Metrics();
        WatchLog log = new WatchLog(out, Paint.ofTerminal(), Clock.systemDefaultZone());
        try (MetricsServer server = new MetricsServer(metrics.registry(), options.port)) {
            Stop stop = Stop.onSignals();
            log.begin(server.address(), options.pause(), changing);
            return new Watch(last -> round(last, stop), metrics, log, options.pause()).until(stop);
        }
    }

    /** What goes wrong in a round is told in its line; but what was wrong from the start does not mend itself. */
    private Round round(Optional<Report> last, Stop stop) {
        long start = System.nanoTime();
        Report report = null;
        String trouble = null;
        int code;
        try {
            report = made(last, stop);
            code = exitCode.applyAsInt(report.summary());
            folder.write(report, code);
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            ProbeException told = ClusterTrouble.tell(e);
            if (last.isEmpty() && (told.exitCode() == ExitCode.USAGE || report != null)) {
                throw told;
            }
            code = told.exitCode();
            trouble = told.getMessage();
        }
        return new Round(code, report, trouble, Duration.ofNanos(System.nanoTime() - start));
    }

    private Report made(Optional<Report> last, Stop stop) {
        try {
            return verification.make(last, stop);
        } catch (CutShort e) {
            folder.write(e.report(), e.exitCode());
            throw e;
        }
    }
}
