package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.load.RemoteLane;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** An agent of the lab, by a lane of its own whose requests are made in turn. */
record AgentSender(Agent agent, String url, Map<String, String> headers, boolean keepAlive, ObjectMapper json) implements Sender {
    private static final int TIMEOUT_MILLIS = 5_000;

    @Override
    public Shots send(String lane, int perSecond, int requests) {
        try {
            return once(lane, perSecond, requests);
        } catch (AgentUnreachable e) {
            try { // losing sight of an agent says nothing about the path: once more, under another name
                return once(lane + "-again", perSecond, requests);
            } catch (AgentUnreachable twice) {
                return Shots.none(twice.getMessage());
            }
        }
    }

    private Shots once(String lane, int perSecond, int requests) {
        LoadRequest request = new LoadRequest(lane, url, headers, perSecond, requests / perSecond + 1, keepAlive, TIMEOUT_MILLIS, true, true, requests);
        try (RemoteLane remote = new RemoteLane(agent, request, json)) {
            return shots(remote.await().samples());
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
