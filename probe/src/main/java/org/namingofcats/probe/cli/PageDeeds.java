package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.explain.Choice;
import org.namingofcats.probe.explain.Explainer;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Shells;
import org.namingofcats.probe.page.Deeds;
import org.namingofcats.probe.page.Feed;
import org.namingofcats.probe.page.RaceSight;
import org.namingofcats.probe.page.ReportSight;
import org.namingofcats.probe.page.Shot;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.race.Mark;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.RaceFiles;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.report.Counts;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.watch.Stop;

/** What the page has done, by the same means as the commands {@code verify}, {@code explain} and {@code race}. */
final class PageDeeds implements Deeds {
    /** As the command's own defaults. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Racer.Pace PACE = new Racer.Pace(50, 5_000, 1);

    private final ClusterOptions cluster;
    private final List<NetworkPath> paths;
    private final List<Experiment> experiments;
    private final RaceCourse course;
    private final boolean readOnly;
    private final Path folder;
    private final ObjectMapper json;
    private final Feed feed;

    PageDeeds(ClusterOptions cluster, List<NetworkPath> paths, List<Experiment> experiments, RaceCourse course, boolean readOnly,
            Path folder, Feed feed) {
        this.cluster = cluster;
        this.paths = paths;
        this.experiments = experiments;
        this.course = course;
        this.readOnly = readOnly;
        this.folder = folder;
        this.json = course.json();
        this.feed = feed;
    }

    @Override
    public List<Option> paths() {
        return paths.stream().map(path -> new Option(path.name(), null)).toList();
    }

    @Override
    public List<Option> races() {
        return readOnly ? List.of() : course.experiments().stream().map(one -> new Option(one.name(), one.shows())).toList();
    }

    /** Tells what can be chosen, and what the last verification found if its report is there. */
    void begin(Session session) {
        feed.put("menu", "", Map.of("paths", paths(), "races", races(), "context", session.context(), "namespace", session.namespace()));
        agents(session.look());
        try {
            new ReportFolder(folder, json).read().ifPresent(new ReportSight(feed)::show);
        } catch (IOException e) {
            feed.put("said", "", Map.of("text", folder.resolve("report.json") + " is no report that this page can read: verify anew.", "bad", true));
        }
    }

    private void agents(Lab lab) {
        feed.put("agents", "", lab.agents().stream().map(Agent::name).toList());
    }

    @Override
    public String verify(Stop stop) {
        return told(() -> {
            ReportSight sight = new ReportSight(feed);
            try {
                return publish(new Verification(cluster, paths, experiments, PATIENCE, json).make(Optional.empty(), stop, sight), sight);
            } catch (CutShort e) {
                publish(e.report(), sight);
                throw e;
            }
        });
    }

    /** On the page first: what was measured is not lost when it cannot be written. */
    private String publish(Report report, ReportSight sight) {
        sight.show(report);
        new ReportFolder(folder, json).write(report);
        return "Verified: " + Counts.of(report.summary(), new Paint(false)) + ".";
    }

    @Override
    public String fire(Request request) {
        return told(() -> {
            try (Session session = Session.open(cluster, json); Shells shells = new Shells()) {
                Lab lab = session.look();
                agents(lab);
                Agent agent = lab.agent(request.from()).orElseThrow(() -> new ProbeException(ExitCode.USAGE,
                        "there is no agent " + request.from() + " now", "choose another"));
                NetworkPath chosen = paths.stream().filter(one -> one.name().equals(request.path())).findFirst().orElseThrow();
                Call call = call(chosen, lab, agent, request);
                Shot shot = Shot.of(new Explainer(lab, ClusterFacts.proxyMode(lab),
                        new DockerReader(lab.nodes().getFirst().name(), new Docker(shells)), json).tell(request.path(), call));
                feed.put("shot", "", shot);
                return shot.journey().summary();
            }
        });
    }

    private static Call call(NetworkPath path, Lab lab, Agent agent, Request request) {
        return request.check() == null
                ? Choice.of(path, lab, Optional.of(agent)).orElseThrow(() -> new ProbeException(
                        ExitCode.NOTHING_RAN, "this lab has nothing to dial by the path " + path.name(), "its checks say why"))
                : Choice.again(path, lab, agent, request.check(), request.target()).orElseThrow(() -> new ProbeException(
                        ExitCode.NOTHING_RAN, "what " + request.check() + " asked is no single request that this lab can make now: it has changed,"
                        + " or an experiment is over, or two containers answer", "verify anew, or use the check's own command"));
    }

    @Override
    public String race(String name, Stop stop) {
        return told(() -> stop.during(() -> {
            RaceExperiment experiment = course.experiments().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
            List<Mark> marks = new CopyOnWriteArrayList<>();
            feed.put("race", name, RaceSight.running(experiment, marks));
            String context;
            Raced raced;
            try (Session session = Session.open(cluster, json); Claim _ = session.claim("page")) {
                context = session.context();
                raced = course.racer(session, course.whole(session), PACE, mark -> {
                    marks.add(mark);
                    feed.put("race", name, RaceSight.running(experiment, marks));
                }).race(experiment);
                feed.put("race", name, RaceSight.of(raced, marks));
            } catch (RuntimeException e) {
                feed.put("race", name, null);
                throw e;
            }
            new ReportFolder(folder, json).write(RaceFiles.of(context, List.of(raced), json));
            return raced.name() + ": " + raced.verdict() + ", " + raced.reason() + ".";
        }));
    }

    /** What goes wrong is told in the words of the command line. */
    private static <T> T told(Supplier<T> deed) {
        try {
            return deed.get();
        } catch (Stop.Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw ClusterTrouble.tell(e);
        }
    }
}
