package org.namingofcats.probe.race;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Makes experiments: lanes on, something happens, lanes off, count; then the lab is repaired and looked at as a whole. */
public final class Racer {
    private static final int SECONDS_TO_BE_STEADY = 60;
    /** Requests after it is all over, to see that it is. */
    private static final int AFTERWARDS = 50;
    /** An API server that is busy, or starts again, is not gone. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final String namespace;
    private final ObjectMapper json;
    private final Lookout lookout;
    private final Supplier<List<String>> troubles;
    private final Pace pace;
    private final Consumer<Mark> told;

    /**
     * @param rate          requests a second in each lane
     * @param timeoutMillis deadline of each request
     * @param rounds        how often to repeat what an experiment repeats, {@code null} for as often as it says
     */
    public record Pace(int rate, int timeoutMillis, Integer rounds) {}

    /**
     * @param look     reads the live objects
     * @param troubles waits until the lab is whole; what still is not, each in one sentence
     * @param told     is told of what happens
     */
    public Racer(KubernetesClient client, String namespace, ObjectMapper json, Supplier<Lab> look, Supplier<List<String>> troubles,
            Pace pace, Consumer<Mark> told) {
        this(client, namespace, json, look, troubles, pace, told, TO_ANSWER);
    }

    /** @param patience how long the API server may not answer until the cluster counts as gone */
    public Racer(KubernetesClient client, String namespace, ObjectMapper json, Supplier<Lab> look, Supplier<List<String>> troubles,
            Pace pace, Consumer<Mark> told, Duration patience) {
        this.client = client;
        this.namespace = namespace;
        this.json = json;
        this.lookout = new Lookout(look, patience);
        this.troubles = troubles;
        this.pace = pace;
        this.told = told;
    }

    /** Why the cluster cannot be looked at any more; nothing as long as it can. No experiment is made after that. */
    public Optional<KubernetesClientException> gone() {
        return lookout.gone();
    }

    /** Makes one experiment. Repairs whatever happens, on Ctrl-C too. */
    public Raced race(RaceExperiment experiment) {
        if (gone().isPresent()) {
            return Raced.without(experiment, Verdict.INCONCLUSIVE, "it was not begun: the cluster cannot be looked at any more");
        }
        Scene scene;
        Optional<String> missing;
        try {
            scene = new Scene(client, namespace, lookout.look(), pace.rounds(), told);
            missing = experiment.missing(scene);
        } catch (RuntimeException e) { // what was learnt before stays, and the next one may find a lab again
            lookout.isGone();
            return Raced.without(experiment, Verdict.INCONCLUSIVE, "it could not begin: " + ProbeException.brief(e));
        }
        if (missing.isPresent()) {
            return Raced.without(experiment, Verdict.SKIPPED, missing.get());
        }
        PutBack repair = new PutBack("what " + experiment.name() + " did to the cluster", () -> {
            List<String> failed = scene.repair();
            if (!failed.isEmpty()) {
                throw new SceneFailure(String.join("; ", failed));
            }
        });
        Raced raced;
        List<String> unrepaired = List.of();
        try {
            StaleConnections.forgetAfter(scene);
            raced = judge(experiment, scene, run(experiment, scene));
        } catch (AgentUnreachable e) {
            raced = Raced.without(experiment, Verdict.INCONCLUSIVE, e.getMessage());
        } catch (RuntimeException e) {
            raced = Raced.without(experiment, Verdict.INCONCLUSIVE, "the experiment itself failed: " + e);
        } finally {
            try {
                repair.now();
            } catch (SceneFailure e) {
                unrepaired = List.of(e.getMessage());
            }
        }
        return afterwards(raced, unrepaired);
    }

    /** What comes of it when it is over: a lab that is not whole again fails, a cluster that is gone says nothing of what was done to it. */
    private Raced afterwards(Raced raced, List<String> unrepaired) {
        List<String> sick = !unrepaired.isEmpty() || lookout.isGone() ? unrepaired : troubles.get();
        if (sick.isEmpty() && gone().isEmpty()) {
            return raced;
        }
        boolean isGone = lookout.isGone();
        List<String> reasons = new ArrayList<>();
        gone().ifPresent(why -> reasons.add("the cluster cannot be looked at any more: " + ProbeException.brief(why)));
        if (!sick.isEmpty()) {
            reasons.add("the lab is not whole again: " + String.join("; ", sick));
        }
        if (raced.verdict() != Verdict.PASS) {
            reasons.add("before that: " + raced.reason());
        }
        return raced.but(isGone ? Verdict.INCONCLUSIVE : Verdict.FAIL, String.join("; ", reasons));
    }

    private RaceRun run(RaceExperiment experiment, Scene scene) {
        Served served = new Served();
        String run = "race" + UUID.randomUUID().toString().substring(0, 8);
        try (ReceiptReader reader = new ReceiptReader(client, namespace, json, served);
                Unready unready = new Unready(client, namespace, Set.copyOf(experiment.workloads()));
                Field field = new Field(Unasked.noted(experiment, scene), run, pace.rate(), pace.timeoutMillis(), json)) {
            String broken = make(experiment, scene, field);
            List<TrackRun> tracks = field.stop();
            reader.lastLook();
            unready.remarks(field.startedAt()).forEach(scene::suspect);
            return new RaceRun(tracks, scene.marks(), scene.windows(), Ledger.of(tracks, served),
                    scene.lab().pods().stream().map(Lab.Pod::name).collect(Collectors.toSet()), broken);
        }
    }

    /** Lets it happen. Why it was broken off, {@code null} if it was not: what the lanes have told until then is kept. */
    private static String make(RaceExperiment experiment, Scene scene, Field field) {
        try {
            field.awaitSteady(track -> true, SECONDS_TO_BE_STEADY);
            scene.begin(field);
            scene.watch(AFTERWARDS);
        } catch (SceneFailure e) {
            return "before anything was done: " + e.getMessage();
        }
        try {
            experiment.make(scene);
            scene.watch(AFTERWARDS);
        } catch (SceneFailure e) {
            scene.problem(e.getMessage());
        } catch (Field.TimeIsUp | AgentUnreachable | KubernetesClientException e) { // whether the API server did what it was asked for nobody knows
            return e.getMessage();
        } catch (RuntimeException e) {
            return "the experiment itself failed: " + e;
        }
        return null;
    }

    Raced judge(RaceExperiment experiment, Scene scene, RaceRun run) {
        List<String> gaps = run.gaps();
        List<String> problems = new ArrayList<>(scene.problems());
        List<String> unknown = new ArrayList<>(scene.unknown());
        if (gaps.isEmpty()) { // else what is not told would be taken for what did not happen
            problems.addAll(experiment.judge(run));
            unknown.addAll(experiment.doubts(run));
        }
        run.ledger().problems().stream().limit(3).forEach(problems::add);
        double late = run.tracks().stream().flatMap(track -> track.samples().stream()).mapToDouble(Sample::late).max().orElse(0);
        List<String> early = run.lostBefore(scene.marks().size() < 2 ? 0 : scene.marks().get(1).at());
        boolean tooLate = late > pace.timeoutMillis() / 2.0;
        if (!run.old().isEmpty()) {
            run.ledger().doubt().ifPresent(unknown::add);
        }
        Verdict verdict = !gaps.isEmpty() || !early.isEmpty() || tooLate ? Verdict.INCONCLUSIVE
                : !problems.isEmpty() ? Verdict.FAIL // what was lost is lost, whatever the receipts would say
                : !unknown.isEmpty() ? Verdict.INCONCLUSIVE : Verdict.PASS;
        String reason = !gaps.isEmpty() ? String.join("; ", Stream.concat(gaps.stream(), problems.stream()).toList())
                : !early.isEmpty() ? "lost before anything was done: " + String.join("; ", early)
                : tooLate ? "requests were sent up to %.0f ms late: this machine has no room for %d a second in each lane"
                        .formatted(late, pace.rate()) + (problems.isEmpty() ? "" : "; " + String.join("; ", problems))
                : !problems.isEmpty() ? String.join("; ", problems)
                : !unknown.isEmpty() ? String.join("; ", unknown)
                : experiment.seen(run);
        List<String> remarks = new ArrayList<>(scene.remarks());
        if (verdict != Verdict.PASS) {
            remarks.addAll(scene.suspicions());
        }
        if (gaps.isEmpty()) {
            remarks.addAll(experiment.remarks(run));
        }
        remarks.add(run.ledger().text());
        remarks.add("requests were sent %.1f ms late at most".formatted(late));
        return new Raced(experiment.name(), experiment.shows(), verdict, reason, remarks, run);
    }
}
