package org.namingofcats.probe.load;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.PodProxy;

/** A lane that an agent runs, as it is seen from here. */
public final class RemoteLane implements AutoCloseable {
    private final Agent agent;
    private final LoadRequest request;
    private final InputStream stream;
    private final List<Sample> samples = new ArrayList<>();
    private final CompletableFuture<LoadReport> end = new CompletableFuture<>();
    private int latest = -1;
    private volatile double startedAt;
    /** When it was last asked to stop, by {@link System#nanoTime()}; {@code null} for not yet. */
    private volatile Long stopped;

    /**
     * Has {@code agent} start a lane.
     *
     * @throws AgentUnreachable when it did not
     */
    public RemoteLane(Agent agent, LoadRequest request, ObjectMapper json) {
        this.agent = agent;
        this.request = request;
        this.stream = begun();
        Thread.startVirtualThread(() -> listen(json));
    }

    /** An agent that did not answer in time may send all the same: it is asked to end what nobody will hear of. */
    private InputStream begun() {
        try {
            return agent.line().listen("/load", request.urls(), request);
        } catch (AgentUnreachable e) {
            try {
                stop();
            } catch (AgentUnreachable again) {
                // It is gone, or it never began: why is told already.
            }
            throw e;
        }
    }

    /**
     * All that is known of a lane that has ended.
     *
     * @param samples in the order of sends; of a whole lane every request that was due has one
     * @param cut     why nobody can say what became of every request, {@code null} for a whole lane
     */
    public record Told(LoadRequest request, double startedAt, List<Sample> samples, String cut) {

        /** Of a whole lane. */
        public Told(LoadRequest request, double startedAt, List<Sample> samples) {
            this(request, startedAt, samples, null);
        }
    }

    /** When it began, by the agent's clock in milliseconds since 1970; 0 until the agent has told. */
    public double startedAt() {
        return startedAt;
    }

    /** Whether there is nothing more to hear of it: it has ended, or its agent was lost. */
    public boolean isOver() {
        return end.isDone();
    }

    /** Whether it has come to its end, and its agent has told so. */
    public boolean hasEnded() {
        return end.isDone() && !end.isCompletedExceptionally();
    }

    /** How many requests have ended, as far as is known here. */
    public int ended() {
        synchronized (samples) {
            return samples.size();
        }
    }

    /** How many requests are still under way although later ones have ended. */
    public int overtaken() {
        synchronized (samples) {
            return latest + 1 - samples.size();
        }
    }

    /** The {@code most} requests that ended last. */
    public List<Sample> last(int most) {
        synchronized (samples) {
            return List.copyOf(samples.subList(Math.max(0, samples.size() - most), samples.size()));
        }
    }

    /** Asks the agent to send no more. */
    public void stop() {
        stopped = System.nanoTime();
        try {
            agent.line().end("/load/" + request.lane() + "/end");
        } finally {
            stopped = System.nanoTime(); // it may have taken its time to hear
        }
    }

    /**
     * Waits for the end: as long as the lane may yet send, and the last answer may take.
     *
     * @throws AgentUnreachable when the agent lost sight of a request or was lost sight of: then nobody can say what
     *                          became of each request
     */
    public Told await() {
        Told told = collect();
        if (told.cut() != null) {
            throw new AgentUnreachable(told.cut());
        }
        return told;
    }

    /** Waits for the end as {@link #await} does. Of a lane that is cut, all that was told is kept. */
    public Told collect() {
        String cut = cut();
        Map<Integer, Sample> byNumber = new TreeMap<>();
        last(Integer.MAX_VALUE).forEach(sample -> byNumber.putIfAbsent(sample.number(), sample));
        return new Told(request, startedAt, List.copyOf(byNumber.values()), cut);
    }

    /** Waits for the end; why it is no whole one, {@code null} if it is. */
    private String cut() {
        long rest = stopped == null ? request.seconds() * 1_000L : (stopped - System.nanoTime()) / 1_000_000;
        try {
            LoadReport last = end.get(Math.max(0, rest + request.timeoutMillis() + 10_000), TimeUnit.MILLISECONDS);
            List<Integer> told = last(Integer.MAX_VALUE).stream().map(Sample::number).sorted().toList();
            return last.unrecorded() == 0 && told.equals(IntStream.range(0, last.due()).boxed().toList()) ? null
                    : "agent " + agent.name() + " sent " + last.due() + " requests in lane " + request.lane() + " and tells of " + told.size();
        } catch (TimeoutException e) {
            return "agent " + agent.name() + " does not come to the end of lane " + request.lane();
        } catch (ExecutionException e) {
            return "agent " + agent.name() + " was lost in the middle of lane " + request.lane() + ": " + root(e).getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while lane " + request.lane() + " ran";
        }
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }

    private void listen(ObjectMapper json) {
        try {
            MappingIterator<LoadReport> lines = json.readerFor(LoadReport.class).without(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .readValues(stream);
            while (lines.hasNextValue()) {
                LoadReport line = lines.nextValue();
                if (line.startedAt() != null) {
                    startedAt = line.startedAt();
                }
                synchronized (samples) {
                    samples.addAll(line.samples());
                    line.samples().forEach(sample -> latest = Math.max(latest, sample.number()));
                }
                if (line.due() != null) {
                    end.complete(line);
                }
            }
            end.completeExceptionally(new IOException("its stream ended early"));
        } catch (IOException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /**
     * Hangs up, which ends the lane if it still runs. One that has ended is not hung up on: the connection may be
     * somebody else's by now, and the client library would close it all the same, see {@link PodProxy}.
     */
    @Override
    public void close() {
        if (hasEnded()) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            // It was over anyhow.
        }
    }
}
