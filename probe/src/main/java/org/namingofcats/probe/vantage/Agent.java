package org.namingofcats.probe.vantage;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/**
 * Somebody who dials for us from where it stands.
 *
 * @param place  what kind of place that is
 * @param node   node it runs on, {@code null} outside the cluster
 * @param podUid UID of its pod, {@code null} outside the cluster
 * @param line   how we talk to it
 */
public record Agent(Place place, String node, String podUid, Line line) {

    /** Deadline that a dialled request gets, in milliseconds. */
    public static final int TIMEOUT_MILLIS = 2_000;

    /** What kind of place an agent stands at. */
    public enum Place { NEIGHBOUR, POD, NODE, OUTSIDE }

    /** Name on the command line and in reports: {@code neighbour}, {@code pod:<node>}, {@code node:<node>}, {@code outside}. */
    public String name() {
        return switch (place) {
            case NEIGHBOUR -> "neighbour";
            case POD -> "pod:" + node;
            case NODE -> "node:" + node;
            case OUTSIDE -> "outside";
        };
    }

    /**
     * Has the agent make one request with a nonce of its own.
     *
     * @throws AgentUnreachable when the agent gave no result: then nothing was learnt about {@code url}
     */
    public Dialled dial(String url, Map<String, String> headers) {
        String nonce = UUID.randomUUID().toString();
        return new Dialled(nonce, line.dial(new DialRequest(url, nonce, headers, TIMEOUT_MILLIS)));
    }

    /**
     * Has the agent make so many requests one after the other, each with a nonce of its own.
     *
     * @return at least one; fewer than asked for when one timed out, which then is the last, or when their answers are long
     * @throws AgentUnreachable when the agent gave no results
     */
    public List<Dialled> dial(String url, Map<String, String> headers, int times) {
        List<DialRequest> requests = Stream.generate(() -> new DialRequest(url, UUID.randomUUID().toString(), headers, TIMEOUT_MILLIS))
                .limit(times).toList();
        List<DialResult> results = line.dial(requests);
        return IntStream.range(0, results.size()).mapToObj(i -> new Dialled(requests.get(i).nonce(), results.get(i))).toList();
    }

    /** A result and the nonce its request carried. */
    public record Dialled(String nonce, DialResult result) {}
}
