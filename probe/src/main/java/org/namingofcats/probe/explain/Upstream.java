package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab.Owner;
import org.namingofcats.probe.evidence.Targets;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * Envoy's own count of the requests it handed on, one counter a cluster, which is Envoy's word for a Service behind it.
 *
 * @param counters requests so far by cluster
 * @param problem  why there are none, {@code null} if there are
 */
record Upstream(Map<String, Long> counters, String problem) {
    /** The filter keeps the answer below the 64 KiB that an agent reads. */
    private static final String STATS = ":" + Targets.ENVOY + "/stats?filter=upstream_rq_total";
    private static final Pattern COUNTER = Pattern.compile("cluster\\.(\\S+)\\.upstream_rq_total: (\\d+)");

    /** What the Envoy at {@code address} tells an agent of the cluster. */
    static Upstream of(Optional<Agent> inside, String address) {
        if (inside.isEmpty()) {
            return new Upstream(Map.of(), "no agent inside the cluster could ask it");
        }
        try {
            DialResult result = inside.get().dial("http://" + address + STATS, Map.of()).result();
            return result.outcome() != Outcome.OK
                    ? new Upstream(Map.of(), "its statistics on port " + Targets.ENVOY + " cannot be had: " + result.outcome() + ", "
                            + result.message())
                    : new Upstream(parse(result.body()), null);
        } catch (AgentUnreachable e) {
            return new Upstream(Map.of(), e.getMessage());
        }
    }

    static Map<String, Long> parse(String body) {
        Map<String, Long> counters = new LinkedHashMap<>();
        Matcher counter = COUNTER.matcher(body);
        while (counter.find()) {
            counters.put(counter.group(1), Long.parseLong(counter.group(2)));
        }
        return counters;
    }

    /** What moved until {@code after} in the pod {@code envoy}, of the clusters whose names begin with {@code service}. */
    Station moved(Upstream after, Owner envoy, String address, String service) {
        String where = "pod " + envoy.name();
        if (problem != null || after.problem != null) {
            return Station.unread(Kind.PROXY, where, problem != null ? problem : after.problem);
        }
        List<String> evidence = new ArrayList<>(List.of("peerAddress " + address + " = " + envoy));
        List<String> clusters = new ArrayList<>();
        long requests = after.counters.entrySet().stream().filter(cluster -> cluster.getKey().startsWith(service))
                .mapToLong(cluster -> cluster.getValue() - counters.getOrDefault(cluster.getKey(), 0L)).sum();
        after.counters.forEach((cluster, count) -> {
            long old = counters.getOrDefault(cluster, 0L);
            if (count > old && cluster.startsWith(service)) { // not: others' requests, and our reading of the statistics
                clusters.add(cluster);
                evidence.add("[" + old + " → " + count + "] cluster." + cluster + ".upstream_rq_total");
            }
        });
        return Station.read(Kind.PROXY, where, evidence, clusters.isEmpty()
                ? "This pod is the peer that the workload saw, but no counter of an upstream of that Service moved."
                : "This pod ended the client's connection and handed the request on by one of its own, to a pod behind "
                        + String.join(" or ", clusters)
                        + (requests == 1 ? "." : "; it is one of " + requests + " requests meanwhile."));
    }
}
