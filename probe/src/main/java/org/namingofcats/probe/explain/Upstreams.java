package org.namingofcats.probe.explain;

import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.vantage.Agent;

/** The ingress controller's pods, asked before a request and afterwards; which of them handed it on, the answer tells. */
final class Upstreams {
    /** Of the routes that fit a request the one that it goes by: of its own host, the whole path, most of it, more headers. */
    private static final Comparator<Route> NEAREST = Comparator.comparing((Route route) -> route.host() != null)
            .thenComparing(route -> !route.prefix()).thenComparing(route -> route.path().length()).thenComparing(route -> route.headers().size());

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
    Optional<Station> station(Answer answer, Call call) {
        return between(answer).map(address -> before.get(address)
                .moved(Upstream.of(inside, address), lab.owners().get(address), address, service(call)));
    }

    /** On the host's network the controller has its node's address, which others' requests bear too: those to an Ingress come by it. */
    private Optional<String> between(Answer answer) {
        return Optional.ofNullable(answer.passport()).map(Passport::peerAddress).filter(before::containsKey);
    }

    /** The Service that the request is routed to, as Contour words it in Envoy's counters. */
    private String service(Call call) {
        return lab.routes().stream().filter(route -> fits(route, call)).max(NEAREST).map(Route::service)
                .map(service -> service.namespace() + "_" + service.name() + "_").orElse("");
    }

    private static boolean fits(Route route, Call call) {
        return Choice.host(call).equals(route.address()) && route.takes(call.headers().get("Host"))
                && call.headers().entrySet().containsAll(route.headers().entrySet())
                && route.leads(URI.create(call.url()).getPath());
    }
}
