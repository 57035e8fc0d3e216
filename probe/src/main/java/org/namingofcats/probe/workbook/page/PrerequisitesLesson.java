package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.Node;
import jakarta.inject.Singleton;
import java.util.List;

/** Page 0: the learner finds the node that runs service-a, and marks it. */
@Singleton
class PrerequisitesLesson implements Lesson {
    private static final String LABEL = "namingofcats.org/cat";
    private static final String CAT = "service-a";

    @Override
    public int number() {
        return 0;
    }

    @Override
    public Grade grade(Desk desk) {
        List<String> marked = desk.client().nodes().withLabel(LABEL, CAT).list().getItems().stream()
                .map(Node::getMetadata).map(metadata -> metadata.getName()).toList();
        List<String> homes = desk.lab().pods().stream().filter(pod -> pod.workload().equals(CAT)).map(pod -> pod.node()).toList();
        if (marked.isEmpty()) {
            return Grade.notYet("no node has the label " + LABEL + "=" + CAT,
                    "`kubectl -n naming-of-cats get pods -o wide` says on which node each pod runs");
        }
        List<String> wrong = marked.stream().filter(node -> !homes.contains(node)).toList();
        return wrong.isEmpty() ? Grade.done(CAT + " runs on " + marked.getFirst() + ", and the label says so")
                : Grade.notYet("the label " + LABEL + "=" + CAT + " is on " + String.join(", ", wrong) + ", where " + CAT + " is not",
                        "take it away with `kubectl label node " + String.join(" ", wrong) + " " + LABEL + "-` and look again");
    }
}
