package org.namingofcats.probe.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.watch.Changes.Change;
import org.namingofcats.probe.watch.Stop.Stopped;

/** Verifies again and again until somebody wishes for the end. A cluster that is away is news, not the end. */
public final class Watch {
    private final Function<Optional<Report>, Round> verify;
    private final Metrics metrics;
    private final WatchLog log;
    private final Duration pause;

    /**
     * @param verify makes a round, given the last report there was; throws {@link Stopped} when it was broken off
     * @param pause  between the end of a round and the beginning of the next, so that no two are ever under way
     */
    public Watch(Function<Optional<Report>, Round> verify, Metrics metrics, WatchLog log, Duration pause) {
        this.verify = verify;
        this.metrics = metrics;
        this.log = log;
        this.pause = pause;
    }

    /** Goes on until the end is wished for. The exit code is the last whole round's. */
    public int until(Stop stop) {
        Optional<Report> last = Optional.empty();
        int code = ExitCode.NOTHING_RAN;
        int made = 0;
        while (!stop.isWished()) {
            Round round;
            try {
                round = verify.apply(last);
            } catch (Stopped e) {
                break;
            }
            code = round.exitCode();
            metrics.count(round, Instant.now());
            log.print(++made, round, changes(last, round));
            last = round.report() == null ? last : Optional.of(round.report());
            stop.pause(pause);
        }
        log.end(made, code);
        return code;
    }

    private static List<Change> changes(Optional<Report> last, Round round) {
        if (round.report() == null) {
            return List.of();
        }
        List<CheckResult> now = round.report().checks();
        return last.map(report -> Changes.between(report.checks(), now)).orElseGet(() -> Changes.first(now));
    }
}
