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
    public void start(Desk desk) {
        desk.notebook().write(Map.of(PODS, words(desk, Lab.Pod::uid), ADDRESSES, words(desk, Lab.Pod::ip)));
    }

    private static List<Lab.Pod> pods(Desk desk) {
        return desk.lab().pods().stream().filter(pod -> pod.workload().equals(WORKLOAD)).toList();
    }

    private static String words(Desk desk, Function<Lab.Pod, String> of) {
        return pods(desk).stream().map(of).collect(Collectors.joining(" "));
    }

    @Override
    public Grade grade(Desk desk) {
        String then = desk.notebook().read(PODS).orElse("");
        if (then.isEmpty()) {
            return Grade.notYet("nobody noted which pods there were", "begin with `probe/probe lab start 02`");
        }
        List<String> old = List.of(then.split(" "));
        List<Lab.Pod> born = pods(desk).stream().filter(pod -> !old.contains(pod.uid())).toList();
        if (born.isEmpty() || List.of(words(desk, Lab.Pod::uid).split(" ")).containsAll(old)) {
            return Grade.notYet("the pods of " + WORKLOAD + " are those that the page began with",
                    "delete one: `kubectl -n naming-of-cats delete pod NAME`");
        }
        DialResult result = desk.ask(Place.POD, born.getFirst().url() + "/", WORKLOAD);
        boolean another = !List.of(desk.notebook().read(ADDRESSES).orElse("").split(" ")).contains(born.getFirst().ip());
        return desk.isBy(WORKLOAD, result) ? Grade.done(born.getFirst().name() + " has taken the place, with "
                + (another ? "an address of its own" : "an address that one had before, by chance"))
                : Grade.broken("who asks " + born.getFirst().name() + " at its address gets " + desk.answer(result),
                        "probe/probe lab reset");
    }
}
