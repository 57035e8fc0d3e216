package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 3: a Service of the learner's own in front of service-b's pods. */
@Singleton
class ClusterIpLesson implements Lesson {
    private static final String NAME = "jellicle";
    private static final String WORKLOAD = "service-b";
    private static final int PORT = 9090;

    @Override
    public int number() {
        return 3;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<Lab.Service> found = desk.service(NAME);
        if (found.isEmpty()) {
            return Grade.notYet("there is no Service " + NAME, "kubectl -n naming-of-cats expose deployment " + WORKLOAD + " --name " + NAME
                    + " --port " + PORT + " --target-port http");
        }
        Lab.Service service = found.get();
        if (service.port() != PORT) {
            return Grade.notYet("Service " + NAME + " has port " + service.port() + " instead of " + PORT,
                    "delete it and make it anew: `kubectl -n naming-of-cats delete service " + NAME + "`");
        }
        Optional<Grade> misled = desk.misled(service, WORKLOAD);
        if (misled.isPresent()) {
            return misled.get();
        }
        DialResult result = desk.ask(Place.POD, "http://" + NAME + "." + desk.namespace() + ":" + PORT + "/", WORKLOAD);
        return desk.isBy(WORKLOAD, result)
                ? Grade.done("Service " + NAME + " has " + service.ready().size() + " pods of " + WORKLOAD
                        + " behind it, and answers by name")
                : Grade.broken("who asks Service " + NAME + " gets " + desk.answer(result),
                        "kubectl -n naming-of-cats delete service " + NAME + ", and make it anew");
    }
}
