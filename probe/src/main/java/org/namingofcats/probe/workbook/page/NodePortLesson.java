package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 4: a door of the learner's own, at a port of the learner's choice, on every node. */
@Singleton
class NodePortLesson implements Lesson {
    private static final String NAME = "munkustrap";
    private static final String WORKLOAD = "service-b";
    /** From the part of the range that the API never hands out by itself: nobody has it already. */
    private static final int PORT = 30007;

    @Override
    public int number() {
        return 4;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<Lab.Service> found = desk.service(NAME);
        if (found.isEmpty() || found.get().nodePort() != PORT) {
            return Grade.notYet(found.map(service -> "Service " + NAME + " has the node port " + service.nodePort() + " instead of " + PORT)
                    .orElse("there is no Service " + NAME), "kubectl -n naming-of-cats create service nodeport " + NAME
                    + " --tcp 80:8080 --node-port " + PORT);
        }
        if (found.get().ready().isEmpty()) {
            return Grade.notYet("Service " + NAME + " has nobody behind it: its selector matches no pod", Desk.select(NAME, WORKLOAD));
        }
        Optional<Grade> misled = desk.misled(found.get(), WORKLOAD);
        if (misled.isPresent()) {
            return misled.get();
        }
        for (Lab.Node node : desk.lab().nodes()) {
            DialResult result = desk.ask(Place.OUTSIDE, "http://" + node.ip() + ":" + PORT + "/", WORKLOAD);
            if (!desk.isBy(WORKLOAD, result)) {
                return Grade.broken("node " + node.name() + " at port " + PORT + ": " + desk.answer(result)
                        + "; the pods are there, so look at the Service's targetPort",
                        "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":\"http\"}]}}'");
            }
        }
        return Grade.done("port " + PORT + " leads to " + WORKLOAD + " on all " + desk.lab().nodes().size() + " nodes");
    }
}
