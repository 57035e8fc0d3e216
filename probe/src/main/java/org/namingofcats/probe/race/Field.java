package org.namingofcats.probe.race;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** All tracks of a race while they run. */
public final class Field implements AutoCloseable {
    private static final int LONGEST_SECONDS = 3_600;
    /** What counts as being back: so many answered in a row. */
    private static final int IN_A_ROW = 20;
    /** Of a healthy lane so many requests may be overtaken by later ones; more are waiting in vain. */
    private static final int OVERTAKEN = 3;

    private final Map<Track, RemoteLane> lanes = new LinkedHashMap<>();

    /** The lanes' time was up before the experiment was over: of the lab that says nothing. */
    static final class TimeIsUp extends RuntimeException {
        TimeIsUp() {
            super("it was not over when the lanes' hour was: choose fewer --rounds");
        }
    }

    /**
     * Starts the tracks.
     *
     * @param run       prefix of every nonce
     * @param perSecond of each lane; tracks of one lane share it
     * @throws AgentUnreachable when one cannot be started; none goes on then
     */
    Field(List<Track> tracks, String run, int perSecond, int timeoutMillis, ObjectMapper json) {
        Map<String, Long> sharers = tracks.stream().collect(Collectors.groupingBy(Track::lane, Collectors.counting()));
        try {
            for (Track track : tracks) {
                int share = (int) Math.max(1, perSecond / sharers.get(track.lane()));
                lanes.put(track, new RemoteLane(track.agent(), new LoadRequest(run + "-" + lanes.size(), track.url(),
                        track.headers(), share, LONGEST_SECONDS, track.keepAlive(), timeoutMillis, true, track.workload()), json));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** When the first of them began, in milliseconds since 1970. */
    double startedAt() {
        return lanes.values().stream().mapToDouble(RemoteLane::startedAt).min().orElseThrow();
    }

    Set<String> answering(Predicate<Track> which) {
        return lanes.entrySet().stream().filter(entry -> which.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().last(3).stream()).map(Sample::pod).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Waits until each track has told of {@code requests} more. */
    void awaitMore(int requests) {
        Map<RemoteLane, Integer> goals = lanes.values().stream()
                .collect(Collectors.toMap(lane -> lane, lane -> lane.ended() + requests));
        until(() -> goals.entrySet().stream().allMatch(goal -> goal.getKey().ended() >= goal.getValue()), 60 + requests,
                () -> "the lanes do not go on");
    }

    /** Waits until each lane has told of {@code requests} in all. */
    void awaitSent(int requests, int seconds) {
        until(() -> sent().values().stream().allMatch(sent -> sent >= requests), seconds, () -> "lanes are slow: " + sent());
    }

    private Map<String, Integer> sent() {
        Map<String, Integer> sent = new LinkedHashMap<>();
        lanes.forEach((track, lane) -> sent.merge(track.lane(), lane.ended(), Integer::sum));
        return sent;
    }

    /**
     * Waits until the last {@value #IN_A_ROW} requests of each track that ended were answered.
     *
     * @throws SceneFailure when there is no such track, or that has not come within {@code seconds}
     */
    void awaitSteady(Predicate<Track> which, int seconds) {
        if (lanes.keySet().stream().noneMatch(which)) {
            throw new SceneFailure("no lane asks what should answer again");
        }
        awaitMore(IN_A_ROW);
        until(() -> unsteady(which).isEmpty(), seconds, () -> "not steady: " + String.join("; ", unsteady(which)));
    }

    private List<String> unsteady(Predicate<Track> which) {
        return lanes.entrySet().stream().filter(entry -> which.test(entry.getKey()))
                .map(entry -> unsteady(entry.getKey(), entry.getValue())).filter(text -> !text.isEmpty()).toList();
    }

    private static String unsteady(Track track, RemoteLane lane) {
        String name = track.lane() + " to " + track.workload();
        return lane.last(IN_A_ROW).stream().filter(sample -> !sample.answered()).findFirst()
                .map(sample -> name + " (" + sample.outcome() + ", " + sample.why() + ")")
                .orElse(lane.overtaken() > OVERTAKEN ? name + " (" + lane.overtaken() + " requests wait in vain)" : "");
    }

    /** Ends all and collects what became of every request; of a track whose agent is lost, all that it told. */
    List<TrackRun> stop() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) { // an agent that does not hear holds up no other's lanes
            lanes.values().forEach(lane -> threads.submit(lane::stop)); // of one that could not be told, its lane says what is missing
        }
        return lanes.entrySet().stream().map(entry -> new TrackRun(entry.getKey(), entry.getValue().collect())).toList();
    }

    private void until(BooleanSupplier enough, int seconds, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!enough.getAsBoolean()) {
            if (lanes.values().stream().anyMatch(RemoteLane::hasEnded)) {
                throw new TimeIsUp();
            }
            if (lanes.values().stream().anyMatch(RemoteLane::isOver)) {
                throw new SceneFailure("a lane has ended before its time");
            }
            if (System.nanoTime() > deadline) {
                throw new SceneFailure("after " + seconds + " s " + otherwise.get());
            }
            Scene.rest();
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(RemoteLane::close);
    }
}
