package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent;

/**
 * The checks of paths behind one address, whichever API declares them: both match case-sensitively and by path element,
 * so {@code /aaaccc} is not below {@code /aaa}. Of a route whose controller decides that for itself nothing is asked but its own path. No
 * door is said to be closed that another route may have opened, of whichever API at the same address; who decides for himself mostly takes
 * what begins like it.
 */
final class RouteChecks {
    private static final String UNKNOWN = "an-unknown-path";
    private static final String IS_404 = "-is-404";

    private final Lab lab;
    private final List<Route> served;
    private final Plan plan;
    private final Set<String> names = new HashSet<>();

    /** @param served all routes that have an address, also those whose answer nobody can foretell */
    private RouteChecks(Plan plan, Lab lab, List<Route> served) {
        this.plan = plan;
        this.lab = lab;
        this.served = served;
    }

    /** @param none why there is nothing to check when no route of {@code kind} has an address and a Service */
    static List<Check> of(NetworkPath path, Lab lab, Route.Kind kind, String none) {
        Plan plan = new Plan(path);
        List<Route> served = lab.routes(kind).stream().filter(route -> route.address() != null).toList();
        List<Route> routes = served.stream().filter(route -> route.service() != null).toList();
        RouteChecks checks = new RouteChecks(plan, lab, served);
        checks.unserved(kind);
        if (routes.isEmpty()) {
            return plan.skip("from-outside", Vantage.OUTSIDE, none).checks();
        }
        List<String> opened = routes.stream().map(checks::open).toList();
        checks.closed(routes.getFirst(), opened.getFirst(), "/", "the-root");
        checks.closed(routes.getFirst(), opened.getFirst(), "/no-such-path", UNKNOWN).ifPresent(taker -> plan.skip(UNKNOWN + IS_404, Vantage.OUTSIDE,
                "there is no unknown path: " + object(taker.kind()) + " " + taker.name() + " takes all that no other route takes"));
        return plan.checks();
    }

    /** Where others have an address, one without it was not taken up by its controller: a fault, and no want of the cluster's. */
    private void unserved(Route.Kind kind) {
        Set<String> known = served.stream().map(Route::name).collect(Collectors.toSet()); // by one of several Gateways is enough
        String names = lab.routes(kind).stream().filter(route -> route.address() == null).map(Route::name).filter(name -> !known.contains(name))
                .distinct().sorted().collect(Collectors.joining(", "));
        if (!served.isEmpty() && !names.isEmpty()) {
            plan.add(new Check.Fact(plan.id("own-addresses"), names, "an IP address for every " + object(kind), "", any -> Optional.of(
                    "no IP address for " + object(kind) + " " + names + ", while others have one: see whether a controller serves its class")));
        }
    }

    private static String object(Route.Kind kind) {
        return kind == Route.Kind.INGRESS ? "Ingress" : "HTTPRoute";
    }

    /** What the route is called in its checks. */
    private String open(Route route) {
        String what = free(what(route), route);
        if (!route.service().isThere()) {
            plan.add(new Check.Fact(plan.id(what + "-from-outside"), route.path(), "a Service behind it", "",
                    lab -> Optional.of(route.name() + " leads to Service " + route.service().name() + ", which is not there")));
            return what;
        }
        Expectation answer = Answer.of(route.service(), Source.CONTROLLER);
        plan.open(what + "-from-outside", Vantage.OUTSIDE, calls(lab.agents(OUTSIDE), route, route.path(), route.headers(), answer))
            .open(what + "-from-pods", Vantage.OTHER_NODE, calls(lab.agents(POD), route, route.path(), route.headers(), answer));
        if (!route.headers().isEmpty() || route.loose()) {
            return what; // without its header it is the root, or a path of another route
        }
        if (route.prefix() && !route.path().equals("/")) { // below the root is whatever the workload knows, or does not
            plan.open(what + "-and-below", Vantage.OUTSIDE, calls(lab.agents(OUTSIDE), route, below(route), Map.of(), answer));
        }
        Stream.of(route.path().toLowerCase(Locale.ROOT), route.path().toUpperCase(Locale.ROOT))
                .filter(other -> !other.equals(route.path()))
                .forEach(other -> closed(route, what, other, free("wrong-case-" + inWords(other), route)));
        closed(route, what, route.path() + "xyz", what + "xyz");
        return what;
    }

    /**
     * A path that no route matches gets a 404, unless one does match it after all.
     *
     * @param twin the name of {@code route}, which is open
     * @return the route that does
     */
    private Optional<Route> closed(Route route, String twin, String path, String what) {
        String host = route.hostHeader().get("Host");
        Optional<Route> taker = lab.routes().stream()
                .filter(other -> other.address() != null && (other.kind() == route.kind() || other.url("").equals(route.url(""))))
                .filter(other -> other.headers().isEmpty() && other.takes(host) && matches(other, path)).findFirst();
        if (taker.isEmpty()) {
            plan.closed(what + IS_404, Vantage.OUTSIDE, twin + "-from-outside",
                    calls(lab.agents(OUTSIDE), route, path, Map.of(), new Status(404)));
        }
        return taker;
    }

    private static boolean matches(Route route, String path) {
        return route.leads(path) || route.loose() && path.startsWith(literal(route.path()));
    }

    /** A path as far as it is no pattern: controllers take {@code *} and regular expressions where the type leaves it to them. */
    private static String literal(String path) {
        return path.replaceFirst("[^\\w/~%-].*", "");
    }

    private static String below(Route route) {
        return route.path().replaceAll("/$", "") + "/below";
    }

    private static List<Call> calls(
            List<Agent> agents, Route route, String path, Map<String, String> extra, Expectation expectation) {
        Map<String, String> headers = new HashMap<>(extra);
        headers.putAll(route.hostHeader());
        return agents.stream().map(agent -> new Call(agent, route.url(path), headers, expectation)).toList();
    }

    private static String what(Route route) {
        return route.headers().isEmpty() && route.path().equals("/") ? "everything" + (route.host() == null ? "" : "-of-" + route.host())
                : route.headers().isEmpty() ? inWords(route.path())
                : "header-" + String.join("-", route.headers().keySet());
    }

    private static String inWords(String path) {
        return path.substring(1).replace('/', '-');
    }

    /** As short a name as no other check has: paths of several hosts and objects may be the same. */
    private String free(String what, Route route) {
        String whole = what + "-by-" + route.name();
        return Stream.concat(Stream.of(what, route.host() == null ? what : what + "-of-" + route.host(), whole),
                IntStream.iterate(2, number -> number + 1).mapToObj(number -> whole + "-" + number)).filter(names::add).findFirst().orElseThrow();
    }
}
