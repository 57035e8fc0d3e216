package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.Service;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 5: an address of the learner's own, for members only, and the machine outside is a member. */
@Singleton
class LoadBalancerLesson implements Lesson {
    private static final String NAME = "bustopher";
    private static final String WORKLOAD = "service-b";

    @Override
    public int number() {
        return 5;
    }

    @Override
    public Grade grade(Desk desk) {
        Optional<Lab.Service> found = desk.service(NAME);
        if (found.isEmpty() || !found.get().type().equals("LoadBalancer")) {
            return Grade.notYet("there is no Service " + NAME + " of type LoadBalancer",
                    "kubectl -n naming-of-cats expose deployment " + WORKLOAD
                    + " --name " + NAME + " --type LoadBalancer --port 80 --target-port http");
        }
        if (found.get().address() == null) {
            return Grade.notYet("Service " + NAME + " has no address yet", "`kubectl -n naming-of-cats describe service " + NAME + "` says why");
        }
        Optional<Grade> misled = desk.misled(found.get(), WORKLOAD);
        if (misled.isPresent()) {
            return misled.get();
        }
        DialResult result = desk.ask(Place.OUTSIDE, "http://" + found.get().address() + "/", WORKLOAD);
        List<String> members = members(desk);
        String undo = letIn("'$ME'/32") + ", with the machine's own address in ME";
        if (!Desk.ok(result)) {
            return Grade.broken("the machine outside is not let in (" + Desk.ended(result) + "); members are " + members, undo);
        }
        if (!desk.isBy(WORKLOAD, result)) {
            return Grade.broken("at the address of Service " + NAME + " there is " + desk.answer(result)
                    + "; the pods are there, so look at its targetPort",
                    "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":\"http\"}]}}'");
        }
        if (members.isEmpty()) {
            return Grade.notYet("everybody is let in: Service " + NAME + " has no loadBalancerSourceRanges", undo);
        }
        String alone = result.clientAddress() + (result.clientAddress().contains(":") ? "/128" : "/32");
        return members.stream().allMatch(alone::equals)
                ? Grade.done("the machine outside, " + result.clientAddress() + ", is let in by " + members)
                : Grade.notYet("members are " + members + " and not the machine outside, " + alone + ", and nobody else", letIn(alone));
    }

    private static String letIn(String range) {
        return "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"loadBalancerSourceRanges\":[\"" + range + "\"]}}'";
    }

    private static List<String> members(Desk desk) {
        Service service = desk.client().services().inNamespace(desk.namespace()).withName(NAME).get();
        return service == null ? List.of() : service.getSpec().getLoadBalancerSourceRanges();
    }
}
