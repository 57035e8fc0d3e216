package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 6: a host of the learner's own behind the shared door. */
@Singleton
class IngressLesson implements Lesson {
    private static final String NAME = "skimbleshanks";
    private static final String HOST = "skimble.example";
    private static final String SERVICE = "service-b";

    @Override
    public int number() {
        return 6;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<Lab.Route> found = desk.lab().routes(Lab.Route.Kind.INGRESS).stream()
                .filter(route -> route.name().equals(NAME) && HOST.equals(route.host())).findFirst();
        if (found.isEmpty()) {
            return Grade.notYet("there is no Ingress " + NAME + " with a rule for the host " + HOST,
                    "kubectl -n naming-of-cats create ingress " + NAME + " --class contour --rule '" + HOST + "/*=" + SERVICE + ":80'");
        }
        Lab.Route route = found.get();
        if (route.address() == null) {
            return Grade.notYet("no controller has taken up Ingress " + NAME, "its class should be contour: `kubectl get ingressclass`");
        }
        String undo = "kubectl -n naming-of-cats patch ingress " + NAME + " --type json -p '[{\"op\":\"replace\",\"path\":"
                + "\"/spec/rules/0/http/paths/0/backend/service/name\",\"value\":\"" + SERVICE + "\"}]'";
        if (route.service() == null || !SERVICE.equals(route.service().workload())) {
            return Grade.broken("Ingress " + NAME + " leads to " + (route.service() == null || !route.service().isThere() ? "a Service that is not there"
                    : "Service " + route.service().name()) + " instead of " + SERVICE, undo);
        }
        DialResult result = desk.ask(Place.OUTSIDE, "http://" + route.address() + "/", Map.of("Host", HOST), last -> desk.isBy(SERVICE, last));
        return desk.isBy(SERVICE, result) ? Grade.done("who asks " + route.address() + " for " + HOST + " gets " + SERVICE)
                : Grade.broken("who asks for " + HOST + " gets " + desk.answer(result), undo);
    }
}
