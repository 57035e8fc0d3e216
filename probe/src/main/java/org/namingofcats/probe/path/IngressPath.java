package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Vantage;

/**
 * The most public name: one address, many Services, told apart by path; the request is handed on by the ingress
 * controller, which is itself pods. What does not match follows the rules of {@code pathType} in the Ingress API:
 * matching is case sensitive and goes by path element, so {@code /aaaccc} is not below {@code /aaa}.
 */
@Singleton
public class IngressPath implements NetworkPath {
    private static final String NONE = "no Ingress of the lab has an address: the cluster has no ingress controller for it";

    @Override
    public String name() {
        return "ingress";
    }

    @Override
    public int rung() {
        return 6;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        List<Route> routes = lab.routes().stream()
                .filter(route -> route.address() != null && route.service() != null).toList();
        if (routes.isEmpty()) {
            return plan.skip("from-outside", Vantage.OUTSIDE, NONE).checks();
        }
        routes.forEach(route -> plan(plan, lab, route, routes));
        Route any = routes.getFirst();
        closed(plan, lab, any, "/", "the-root", routes);
        closed(plan, lab, any, "/no-such-path", "an-unknown-path", routes);
        return plan.checks();
    }

    private static void plan(Plan plan, Lab lab, Route route, List<Route> all) {
        String what = what(route);
        Expectation answer = Answer.of(route.service(), Source.CONTROLLER);
        plan.open(what + "-from-outside", Vantage.OUTSIDE, calls(lab.agents(OUTSIDE), route, route.path(), answer))
            .open(what + "-from-pods", Vantage.OTHER_NODE, calls(lab.agents(POD), route, route.path(), answer));
        if (route.prefix()) {
            plan.open(what + "-and-below", Vantage.OUTSIDE, calls(lab.agents(OUTSIDE), route, route.path() + "/below", answer));
        }
        Stream.of(route.path().toLowerCase(Locale.ROOT), route.path().toUpperCase(Locale.ROOT))
                .filter(other -> !other.equals(route.path()))
                .forEach(other -> closed(plan, lab, route, other, "wrong-case-" + other.substring(1), all));
        closed(plan, lab, route, route.path() + "xyz", what + "xyz", all);
    }

    /** A path that no rule matches gets a 404, unless one does match it after all. */
    private static void closed(Plan plan, Lab lab, Route route, String path, String what, List<Route> all) {
        if (all.stream().noneMatch(other -> other.path().equals(path))) {
            plan.closed(what + "-is-404", Vantage.OUTSIDE, what(route) + "-from-outside",
                    calls(lab.agents(OUTSIDE), route, path, new Status(404)));
        }
    }

    private static List<Call> calls(List<Agent> agents, Route route, String path, Expectation expectation) {
        Map<String, String> headers = route.host() == null ? Map.of() : Map.of("Host", route.host());
        return agents.stream()
                .map(agent -> new Call(agent, "http://" + route.address() + path, headers, expectation)).toList();
    }

    private static String what(Route route) {
        return route.path().substring(1).replace('/', '-');
    }
}
