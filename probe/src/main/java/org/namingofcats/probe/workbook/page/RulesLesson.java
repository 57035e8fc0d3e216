package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 9: behind the shared door one client is turned away, and the others are served. */
@Singleton
class RulesLesson implements Lesson {
    private static final String HOST = "macavity.example";
    private static final int FORBIDDEN = 403;

    @Override
    public int number() {
        return 9;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<String> address = desk.lab().routes(Lab.Route.Kind.INGRESS).stream().map(Lab.Route::address)
                .filter(java.util.Objects::nonNull).findFirst();
        if (address.isEmpty()) {
            return Grade.notYet("no Ingress of the lab has an address", "this page needs a cluster with Contour, as `make lab` makes it");
        }
        Map<String, String> host = Map.of("Host", HOST);
        String url = "http://" + address.get() + "/";
        DialResult inside = desk.ask(Place.POD, url, host, Desk::ok);
        DialResult outside = desk.ask(Place.OUTSIDE, url, host, result -> result.status() == FORBIDDEN);
        if (Desk.ok(inside)) {
            return outside.status() == FORBIDDEN ? Grade.done("outside gets HTTP 403, a pod is served")
                    : Grade.notYet("outside is served as well as a pod: " + Desk.ended(outside),
                            "the HTTPProxy macavity needs an ipDenyPolicy with outside's own address");
        }
        return inside.status() == FORBIDDEN ? Grade.broken("a pod gets HTTP 403 too: the range in ipDenyPolicy is too wide",
                        "apply the HTTPProxy with outside's own address and /32 again")
                : Grade.notYet("nobody is served at the host " + HOST + ": " + Desk.ended(inside), "apply the page's HTTPProxy macavity");
    }
}
