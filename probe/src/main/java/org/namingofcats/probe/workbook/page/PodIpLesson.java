package org.namingofcats.probe.workbook.page;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 2: a pod of service-b died since the page began, and another one stands in. */
@Singleton
class PodIpLesson implements Lesson {
    /** Words under which the notebook has the UIDs of the pods that were there when the page began, and their addresses. */
    static final String PODS = "pods";
    static final String ADDRESSES = "addresses";
    private static final String WORKLOAD = "service-b";

    @Override
    public int number() {
        return 2;
    }

    @Override
    public void start(Bench bench) {
        bench.notebook().write(Map.of(PODS, words(bench, Lab.Pod::uid), ADDRESSES, words(bench, Lab.Pod::ip)));
    }

    private static List<Lab.Pod> pods(Bench bench) {
        return bench.lab().pods().stream().filter(pod -> pod.workload().equals(WORKLOAD)).toList();
    }

    private static String words(Bench bench, Function<Lab.Pod, String> of) {
        return pods(bench).stream().map(of).collect(Collectors.joining(" "));
    }

    @Override
    public Grade grade(Bench bench) {
        String then = bench.notebook().read(PODS).orElse("");
        if (then.isEmpty()) {
            return Grade.notYet("nobody noted which pods there were", "begin with `probe/probe lab start 02`");
        }
        List<String> old = List.of(then.split(" "));
        List<Lab.Pod> born = pods(bench).stream().filter(pod -> !old.contains(pod.uid())).toList();
        if (born.isEmpty() || List.of(words(bench, Lab.Pod::uid).split(" ")).containsAll(old)) {
            return Grade.notYet("the pods of " + WORKLOAD + " are those that the page began with",
                    "delete one: `kubectl -n naming-of-cats delete pod NAME`");
        }
        DialResult result = bench.ask(Place.POD, born.getFirst().url() + "/", WORKLOAD);
        boolean another = !List.of(bench.notebook().read(ADDRESSES).orElse("").split(" ")).contains(born.getFirst().ip());
        return bench.isBy(WORKLOAD, result) ? Grade.done(born.getFirst().name() + " has taken the place, with "
                + (another ? "an address of its own" : "an address that one had before, by chance"))
                : Grade.broken("who asks " + born.getFirst().name() + " at its address gets " + bench.answer(result),
                        "probe/probe lab reset");
    }
}
