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

    @Override
    public int number() {
        return 5;
    }

    @Override
    public Grade grade(Bench bench) {
        Optional<Lab.Service> found = bench.service(NAME);
        if (found.isEmpty() || !found.get().type().equals("LoadBalancer")) {
            return Grade.notYet("there is no Service " + NAME + " of type LoadBalancer",
                    "kubectl -n naming-of-cats expose deployment service-b --name " + NAME + " --type LoadBalancer --port 80 --target-port http");
        }
        if (found.get().address() == null) {
            return Grade.notYet("Service " + NAME + " has no address yet", "`kubectl -n naming-of-cats describe service " + NAME + "` says why");
        }
        DialResult result = bench.ask(Place.OUTSIDE, "http://" + found.get().address() + "/");
        List<String> members = members(bench);
        String undo = "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"loadBalancerSourceRanges\":[\"'$ME'/32\"]}}',"
                + " with the machine's own address in ME";
        if (!Bench.ok(result)) {
            return Grade.broken("the machine outside is not let in (" + Bench.ended(result) + "); members are " + members, undo);
        }
        return members.isEmpty() ? Grade.notYet("everybody is let in: Service " + NAME + " has no loadBalancerSourceRanges", undo)
                : Grade.done("the machine outside, " + result.clientAddress() + ", is let in by " + members);
    }

    private static List<String> members(Bench bench) {
        Service service = bench.client().services().inNamespace(bench.namespace()).withName(NAME).get();
        return service == null ? List.of() : service.getSpec().getLoadBalancerSourceRanges();
    }
}
