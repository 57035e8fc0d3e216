package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** An agent of the lab, by a lane of its own whose requests are made in turn. */
record AgentSender(Agent agent, String url, Map<String, String> headers, boolean keepAlive, ObjectMapper json)
        implements Function<Volley, Shots> {
    private static final int TIMEOUT_MILLIS = 5_000;
    /** More than two clocks of one machine and their conversions differ by. */
    private static final double LATE_MILLIS = 0.01;

    @Override
    public Shots apply(Volley volley) {
        return byTurns(List.of(), volley).getFirst();
    }

    /** Senders whose kind is equal differ by their URLs alone, so that one lane can send for all of them. */
    Object kind() {
        return List.of(agent, headers, keepAlive);
    }

    /**
     * So many requests of this one and of each of the others, which are of the same {@link #kind}: this one's first, then the next one's first, and so on.
     *
     * @return what became of each one's, this one's first
     */
    List<Shots> byTurns(List<AgentSender> others, Volley volley) {
        int all = volley.requests() * (1 + others.size());
        LoadRequest request = new LoadRequest(volley.lane(), url, headers, volley.perSecond(), all / volley.perSecond() + 1, keepAlive, TIMEOUT_MILLIS, true, true, all,
                others.stream().map(AgentSender::url).toList(), volley.startsAt(), null);
        try {
            return once(request);
        } catch (AgentUnreachable e) {
            return volley.startsAt() != null ? lost(others, e) : again(others, request.named(volley.lane() + "-again"));
        }
    }

    /** Losing sight of an agent says nothing about the path: once more, under another name. */
    private List<Shots> again(List<AgentSender> others, LoadRequest request) {
        try {
            return once(request);
        } catch (AgentUnreachable e) {
            return lost(others, e);
        }
    }

    private static List<Shots> lost(List<AgentSender> others, AgentUnreachable e) {
        return Collections.nCopies(1 + others.size(), Shots.none(e.getMessage()));
    }

    private List<Shots> once(LoadRequest request) {
        try (RemoteLane remote = new RemoteLane(agent, request, json)) {
            RemoteLane.Told told = remote.await();
            int ways = request.urls().size();
            if (request.startsAt() != null && told.startedAt() > request.startsAt() + LATE_MILLIS) {
                return Collections.nCopies(ways, Shots.none("agent " + agent.name() + " came late to its appointment"));
            }
            List<Sample> samples = told.samples();
            return IntStream.range(0, ways).mapToObj(way -> shots(samples.stream().filter(sample -> request.way(sample.number()) == way).toList())).toList();
        }
    }

    static Shots shots(List<Sample> samples) {
        List<Sample> failed = samples.stream().filter(sample -> !sample.answered()).toList();
        return new Shots(samples.stream().filter(Sample::answered).mapToLong(sample -> nanos(sample.took())).toArray(),
                failed.size(), samples.stream().map(Sample::pod).filter(Objects::nonNull).collect(Collectors.toSet()),
                failed.isEmpty() ? null : failed.getFirst().outcome() + ", " + failed.getFirst().why(),
                samples.stream().map(Sample::connect).filter(Objects::nonNull).mapToLong(AgentSender::nanos).toArray());
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
