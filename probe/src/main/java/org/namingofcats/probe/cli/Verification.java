package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.experiment.Experiments;
import org.namingofcats.probe.explain.Explainer;
import org.namingofcats.probe.explain.PathJourney;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Shells;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.watch.Stop;

/**
 * All checks of some paths, made once, and a journey by each of them.
 *
 * @param cluster     where
 * @param paths       in the order of the report
 * @param experiments those to make beside the paths' own checks
 * @param patience    how long one call may take to converge
 */
record Verification(
        ClusterOptions cluster, List<NetworkPath> paths, List<Experiment> experiments, Duration patience, ObjectMapper json) {

    /**
     * Connects, looks and asks anew each time: since the last time the cluster may have become another one.
     *
     * @param last the report before this one: while no verdict is another, its journeys are still good
     * @param stop breaks it off; what it made in the cluster is removed all the same
     * @throws CutShort when the cluster went away in the middle
     */
    Report make(Optional<Report> last, Stop stop) {
        return make(last, stop, Progress.UNHEARD);
    }

    /** The same; {@code progress} is told of each result as it comes. */
    Report make(Optional<Report> last, Stop stop, Progress progress) {
        try (Session session = stop.during(() -> Session.open(cluster, json));
                Experiments stage = session.experiments(experiments)) {
            return stop.during(() -> make(last, session, stage, progress));
        }
    }

    private Report make(Optional<Report> last, Session session, Experiments stage, Progress progress) {
        AtomicReference<Lab> seen = new AtomicReference<>();
        long begun = System.nanoTime();
        List<CheckResult> results = session.verify(lab -> {
            seen.set(lab);
            return plan(stage, lab);
        }, patience, progress);
        Instant made = Instant.now();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Report.Cluster facts = ClusterFacts.of(session, seen.get());
        try {
            session.lost().ifPresent(gone -> {
                throw gone;
            });
            List<PathJourney> journeys = last.filter(before -> verdicts(before.checks()).equals(verdicts(results)))
                    .map(Report::journeys).orElseGet(() -> journeys(seen.get(), facts.proxyMode()));
            return Report.of(facts, results, journeys, made, took);
        } catch (RuntimeException e) {
            throw new CutShort(e, Report.of(facts, results, List.of(), made, took));
        }
    }

    private List<Check> plan(Experiments stage, Lab lab) {
        return paths.stream().flatMap(path -> Stream.concat(
                path.checks(lab).stream(), stage.of(path.name(), lab).stream())).toList();
    }

    /** After the checks and not beside them: their requests would move the counters that a journey is read from. */
    private List<PathJourney> journeys(Lab lab, String proxyMode) {
        try (Shells shells = new Shells()) {
            return new Explainer(lab, proxyMode, new DockerReader(lab.nodes().getFirst().name(), new Docker(shells)), json).tour(paths);
        }
    }

    private static List<String> verdicts(List<CheckResult> checks) {
        return checks.stream().map(check -> check.id() + " " + check.verdict()).toList();
    }
}
