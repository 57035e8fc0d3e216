package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.workbook.state.Notebook;

/** Page 2: a pod of service-b died since the page began, and another one stands in. */
@Singleton
class PodIpLesson implements Lesson {
    private static final String WORKLOAD = "service-b";

    @Override
    public int number() {
        return 2;
    }

    @Override
    public Grade grade(Bench bench) {
        String then = bench.notebook().read(Notebook.PODS).orElse("");
        if (then.isEmpty()) {
            return Grade.notYet("nobody noted which pods there were", "begin with `probe/probe lab start 02`");
        }
        List<Lab.Pod> now = bench.lab().pods().stream().filter(pod -> pod.workload().equals(WORKLOAD)).toList();
        List<Lab.Pod> born = now.stream().filter(pod -> !Set.of(then.split(" ")).contains(pod.uid())).toList();
        if (born.isEmpty()) {
            return Grade.notYet("the pods of " + WORKLOAD + " are those that the page began with",
                    "delete one: `kubectl -n naming-of-cats delete pod NAME`");
        }
        DialResult result = bench.ask(Place.POD, born.getFirst().url() + "/");
        return Bench.ok(result) ? Grade.done(born.getFirst().name() + " has taken the place, with an address of its own")
                : Grade.broken(born.getFirst().name() + " does not answer at its address: " + Bench.ended(result), "probe/probe lab reset");
    }
}
