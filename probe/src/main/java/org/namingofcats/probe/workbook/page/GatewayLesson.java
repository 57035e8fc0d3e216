package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 11: a route of the learner's own, which looks at a header. */
@Singleton
class GatewayLesson implements Lesson {
    private static final String NAME = "tugger";
    private static final String HOST = "tugger.example";
    private static final Map<String, String> HEADER = Map.of("x-cat", "service-b");

    @Override
    public int number() {
        return 11;
    }

    @Override
    public Grade grade(Desk desk) {
        List<Lab.Route> routes = desk.lab().routes(Lab.Route.Kind.GATEWAY).stream().filter(route -> HOST.equals(route.host())).toList();
        Optional<String> address = desk.lab().routes(Lab.Route.Kind.GATEWAY).stream().map(Lab.Route::address)
                .filter(java.util.Objects::nonNull).findFirst();
        if (address.isEmpty()) {
            return Grade.notYet("the lab's Gateway has no address", "this page needs a cluster with the Gateway API, as `make lab` makes it");
        }
        if (routes.isEmpty()) {
            return Grade.notYet("no HTTPRoute " + NAME + " for the host " + HOST + " hangs on the Gateway", "apply the page's HTTPRoute");
        }
        String plain = answers(desk, address.get(), Map.of());
        String wanted = answers(desk, address.get(), HEADER);
        return plain.equals("service-a") && wanted.equals("service-b")
                ? Grade.done(HOST + " is service-a, and service-b for who says x-cat: service-b")
                : Grade.broken(HOST + " is " + plain + ", and with x-cat: service-b it is " + wanted, "apply the page's HTTPRoute again");
    }

    /** Who answers, or how it ended. */
    private static String answers(Desk desk, String address, Map<String, String> header) {
        Map<String, String> headers = new HashMap<>(header);
        headers.put("Host", HOST);
        String hoped = header.isEmpty() ? "service-a" : "service-b";
        DialResult result = desk.ask(Place.OUTSIDE, "http://" + address + "/", headers, last -> desk.isBy(hoped, last));
        return desk.who(result);
    }
}
