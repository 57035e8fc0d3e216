package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 8: a Service of the learner's own whose pods see who asks. */
@Singleton
class SourceAddressesLesson implements Lesson {
    private static final String NAME = "mistoffelees";
    private static final String WORKLOAD = "service-b";

    @Override
    public int number() {
        return 8;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<Lab.Service> found = desk.service(NAME);
        if (found.isEmpty() || found.get().address() == null) {
            return Grade.notYet("there is no Service " + NAME + " with an address of its own",
                    "kubectl -n naming-of-cats expose deployment service-b --name " + NAME + " --type LoadBalancer --port 80 --target-port http");
        }
        Optional<Grade> misled = desk.misled(found.get(), WORKLOAD);
        if (misled.isPresent()) {
            return misled.get();
        }
        String undo = "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"externalTrafficPolicy\":\"Local\"}}'";
        DialResult result = desk.ask(Place.OUTSIDE, "http://" + found.get().address() + "/", Map.of(),
                last -> desk.isBy(WORKLOAD, last) && peer(desk, last).equals(last.clientAddress()));
        if (!desk.isBy(WORKLOAD, result)) {
            return Grade.broken("who asks outside gets " + desk.answer(result), "kubectl -n naming-of-cats delete service " + NAME);
        }
        String peer = peer(desk, result);
        Lab.Owner owner = desk.lab().owners().get(peer); // a node has several addresses: which one a pod sees depends on where it is
        return !peer.equals(result.clientAddress())
                ? Grade.broken("the pod saw " + (owner == null ? peer : "an address of " + owner) + ", the client was " + result.clientAddress(), undo)
                : Grade.done("the pod saw " + peer + ", the client's own address");
    }

    private static String peer(Desk desk, DialResult result) {
        return desk.passport(result).map(Passport::peerAddress).orElse("nobody");
    }
}
