package org.namingofcats.probe.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;
import org.namingofcats.probe.evidence.SmallLab;

/** Routes that cannot be asked, beside those that can. */
class RouteChecksTest {
    private final Lab lab = SmallLab.with(request -> null);

    private Map<String, Check> plan(NetworkPath path, Route... added) {
        List<Route> routes = new ArrayList<>(lab.routes());
        routes.addAll(List.of(added));
        return path.checks(new Lab(lab.nodes(), lab.pods(), lab.services(), routes, lab.agents(), lab.owners())).stream()
                .collect(Collectors.toMap(Check::id, check -> check));
    }

    private Route ingress(String name, String address, String path, Lab.Service service) {
        return new Route(name, "contour", address, null, path, true, service);
    }

    @Test
    void oneWithoutAnAddressFailsByItsNameWhereOthersHaveOne() {
        Map<String, Check> plan = plan(new IngressPath(), ingress("stray", null, "/a", null), ingress("stray", null, "/b", null), ingress("astray", null, "/", null));
        assertEquals(Optional.of("no IP address for Ingress astray, stray, while others have one: see whether a controller serves its class"),
                ((Check.Fact) plan.get("ingress/own-addresses")).problem().apply(lab));
        assertTrue(plan.keySet().containsAll(plan(new IngressPath()).keySet()), "all else is checked as it was");
        Route hung = new Route(Route.Kind.GATEWAY, "hung", "nobody", null, "cats.example", "/", true, Map.of(), null);
        assertTrue(plan(new GatewayPath(), hung).containsKey("gateway/own-addresses"));
        assertFalse(plan(new IngressPath(), hung).containsKey("ingress/own-addresses"), "one API's want is not the other's");
    }

    @Test
    void whereAllHaveAnAddressOrNoneNothingIsSaidOfIt() {
        assertFalse(plan(new IngressPath()).containsKey("ingress/own-addresses"));
        assertFalse(plan(new GatewayPath()).containsKey("gateway/own-addresses"));
        Route hung = new Route(Route.Kind.GATEWAY, "twice", "nobody", null, "cats.example", "/", true, Map.of(), null);
        Route served = new Route(Route.Kind.GATEWAY, "twice", "lab", "172.18.255.9", "cats.example", "/", true, Map.of(), null);
        assertFalse(plan(new GatewayPath(), hung, served).containsKey("gateway/own-addresses"), "one of its Gateways has one");
        Lab bare = new Lab(lab.nodes(), lab.pods(), lab.services(), List.of(ingress("stray", null, "/", null)), lab.agents(), lab.owners());
        assertEquals(List.of("ingress/from-outside"), new IngressPath().checks(bare).stream().map(Check::id).toList(), "nor where none has: that is skipped");
    }

    /** Which of its backends answers is not known beforehand, but one does: no 404. */
    @Test
    void aRouteToSeveralBackendsIsNoClosedDoor() {
        assertTrue(plan(new IngressPath()).containsKey("ingress/the-root-is-404"));
        Map<String, Check> plan = plan(new IngressPath(), ingress("weighted", "172.18.255.9", "/", null));
        assertEquals(List.of(), doors(plan));
        assertEquals("there is no unknown path: Ingress weighted takes all that no other route takes", ((Check.Skipped) plan.get("ingress/an-unknown-path-is-404")).reason());
        assertTrue(plan(new IngressPath(), ingress("unserved", null, "/", null)).containsKey("ingress/the-root-is-404"), "without an address nothing is matched");
    }

    /** As {@code helm create} writes it: Contour, nginx and Traefik take all that begins so, and a pod that does not know it says 404. */
    @Test
    void whatItsControllerDecidesIsAskedByItsOwnPathAlone() {
        Lab.Service service = lab.routes(Route.Kind.INGRESS).getLast().service();
        Map<String, Check> before = plan(new IngressPath());
        Map<String, Check> plan = plan(new IngressPath(), loose("skimble.example", "/", service), loose("tugger.example", "/myPathB", service));
        assertEquals(Set.of("ingress/everything-of-skimble.example-from-outside", "ingress/everything-of-skimble.example-from-pods",
                "ingress/myPathB-of-tugger.example-from-outside", "ingress/myPathB-of-tugger.example-from-pods"),
                plan.keySet().stream().filter(id -> !before.containsKey(id)).collect(Collectors.toSet()));
        assertTrue(plan.keySet().containsAll(before.keySet()), "the doors of another host stay closed");
        assertEquals(List.of(), doors(plan(new IngressPath(), loose(null, "/", null))), "it may have opened all of its own");
        for (String pattern : List.of("/*", "/.*", "/(.*)")) {
            assertEquals(List.of(), doors(plan(new IngressPath(), loose(null, pattern, null))), pattern);
        }
    }

    /** One address, one port, two APIs: what either has opened is open. */
    @Test
    void aRouteOfTheOtherApiAtTheSameAddressIsNoClosedDoor() {
        Route hostless = gateway(null, "172.18.255.9", 80);
        assertEquals(List.of(), doors(plan(new IngressPath(), hostless)));
        for (Route other : List.of(gateway("cats.example", "172.18.255.9", 80), gateway(null, "172.18.255.8", 80), gateway(null, "172.18.255.9", 8080))) {
            assertTrue(plan(new IngressPath(), other).containsKey("ingress/the-root-is-404"), other.toString());
        }
    }

    /** What is asked and should be closed. */
    private static List<String> doors(Map<String, Check> plan) {
        return plan.values().stream().filter(check -> !(check instanceof Check.Skipped)).map(Check::id).filter(id -> id.endsWith("-is-404")).toList();
    }

    private static Route gateway(String host, String address, int port) {
        return new Route(Route.Kind.GATEWAY, "other", "contour", address, host, "/", true, Map.of(), null, false, port);
    }

    /** Some controllers fall through to those that are for every host. */
    @Test
    void aRouteForAllHostsOrForThoseLikeItIsNoClosedDoor() {
        Lab.Service service = lab.routes(Route.Kind.INGRESS).getLast().service();
        Route own = new Route("own", "contour", "172.18.255.9", "tugger.cats.example", "/own", true, service);
        assertTrue(plan(new IngressPath(), own).containsKey("ingress/ownxyz-is-404"));
        for (String host : new String[] {null, "*.cats.example"}) {
            Route all = new Route("all", "contour", "172.18.255.9", host, "/", true, null);
            assertFalse(plan(new IngressPath(), own, all).containsKey("ingress/ownxyz-is-404"), host);
        }
        Route others = new Route("all", "contour", "172.18.255.9", "*.dogs.example", "/", true, null);
        assertTrue(plan(new IngressPath(), own, others).containsKey("ingress/ownxyz-is-404"));
    }

    @Test
    void ofAHostWithAnAsteriskOneIsAskedFor() {
        Route route = new Route("wild", "contour", "172.18.255.9", "*.cats.example", "/wild", true, lab.routes(Route.Kind.INGRESS).getLast().service());
        for (String what : List.of("-from-outside", "-from-pods", "-and-below", "xyz-is-404")) {
            ((Check.Dial) plan(new IngressPath(), route).get("ingress/wild" + what)).calls()
                    .forEach(call -> assertEquals(Map.of("Host", "any.cats.example"), call.headers(), what));
        }
        assertTrue(route.takes("tugger.cats.example") && !route.takes("cats.example") && !route.takes(null));
    }

    @Test
    void aGatewayIsAskedAtItsListenersPort() {
        Route route = new Route(Route.Kind.GATEWAY, "high", "contour", "172.18.255.9", "high.example", "/high", true, Map.of(),
                lab.routes(Route.Kind.INGRESS).getLast().service(), false, 8080);
        assertEquals("http://172.18.255.9:8080/high", ((Check.Dial) plan(new GatewayPath(), route).get("gateway/high-from-outside")).calls().getFirst().url());
    }

    private static Route loose(String host, String path, Lab.Service service) {
        return new Route(Route.Kind.INGRESS, "by-helm", "contour", "172.18.255.9", host, path, false, Map.of(), service, true);
    }
}
