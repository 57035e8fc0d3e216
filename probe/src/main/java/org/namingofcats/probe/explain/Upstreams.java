package org.namingofcats.probe.explain;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/** The ingress controller's pods, asked before a request and afterwards; which of them handed it on, the answer tells. */
final class Upstreams {
    private final Lab lab;
    private final Optional<Agent> inside;
    private final Map<String, Upstream> before = new TreeMap<>();

    Upstreams(Lab lab) {
        this.lab = lab;
        this.inside = lab.agents(Agent.Place.POD).stream().findFirst();
    }

    /** Asks them, if {@code host} is an Ingress's address. */
    void before(String host) {
        if (lab.routes().stream().anyMatch(route -> host.equals(route.address()))) {
            lab.owners().forEach((address, owner) -> {
                if (owner.kind().equals(Lab.Owner.CONTROLLER)) {
                    before.put(address, Upstream.of(inside, address));
                }
            });
        }
    }

    /** The pod that the connection went to first: the controller's if there is one between, else the one that answered. */
    String next(Answer answer) {
        return between(answer).orElse(answer.passport() == null ? null : answer.passport().podIp());
    }

    /** What the controller's pod counted, if one was between. */
    Optional<Station> station(Answer answer, String url) {
        return between(answer).map(address -> before
                .getOrDefault(address, new Upstream(Map.of(), "it was not asked before the request"))
                .moved(Upstream.of(inside, address), lab.owners().get(address), address, service(url)));
    }

    private Optional<String> between(Answer answer) {
        return Optional.ofNullable(answer.passport()).map(Passport::peerAddress)
                .filter(peer -> lab.owners().containsKey(peer) && lab.owners().get(peer).kind().equals(Lab.Owner.CONTROLLER));
    }

    /** The Service that the Ingress names for this URL, as Contour words it in Envoy's counters. */
    private String service(String url) {
        String path = URI.create(url).getPath();
        return lab.routes().stream().filter(route -> route.service() != null)
                .filter(route -> path.equals(route.path()) || path.startsWith(route.path() + "/"))
                .map(route -> route.service().namespace() + "_" + route.service().name() + "_").findFirst().orElse("");
    }
}
