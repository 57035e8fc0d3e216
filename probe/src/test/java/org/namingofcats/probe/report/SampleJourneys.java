package org.namingofcats.probe.report;

import java.util.List;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.PathJourney;
import org.namingofcats.probe.explain.Station;
import org.namingofcats.probe.explain.Station.Kind;

/** A journey that is told, one of which a station could not be read, and a path without one. */
final class SampleJourneys {
    private static final String RULE = "[48 → 49] -A KUBE-SVC-MUIUHO6YVGXHHLWH -m comment --comment \"naming-of-cats/service-b:http\" -j KUBE-SEP-";

    private SampleJourneys() {}

    static List<PathJourney> make() {
        return List.of(
                told("localhost", "neighbour", List.of(
                        new Station(Kind.POD, "pod service-a-6f5b9d7c8-tq2lm on node worker", List.of("podIp 10.244.2.35"), "It is <b>the</b> pod & no other.", null),
                        new Station(Kind.SOURCE, "pod service-a-6f5b9d7c8-tq2lm on node worker", List.of(), "Kept.", null))),
                told("cluster-ip", "pod:naming-of-cats-control-plane", List.of(
                        new Station(Kind.ROUTE, "agent pod:naming-of-cats-control-plane", List.of(), null, "no Docker on this machine"),
                        new Station(Kind.RULES, "node naming-of-cats-control-plane",
                                List.of(RULE + "1", RULE + "2", RULE + "3", RULE + "4", RULE + "5", RULE + "6", RULE + "7"), "Rules.", null),
                        new Station(Kind.POD, "pod service-b-7d9c8b6f4c-2xkqp on node worker2", List.of(), "Known.", null))),
                new PathJourney("ingress", null, "this lab has nothing to dial by it"));
    }

    private static PathJourney told(String path, String from, List<Station> stations) {
        return new PathJourney(path, new Journey(path, from, "http://10.96.0.1:80/?a=1&b=2", Outcome.OK, 200, 5.72, null, stations), null);
    }
}
