package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 1: the sidecar was made to listen on all addresses, and put back. The Deployment's earlier shapes tell. */
@Singleton
class LocalhostLesson implements Lesson {
    private static final String WORKLOAD = "service-a";
    private static final String SIDECAR = "sidecar";
    private static final String VARIABLE = "QUARKUS_HTTP_HOST";
    private static final Pattern LOOPBACK = Pattern.compile("127\\..*|localhost|::1");

    @Override
    public int number() {
        return 1;
    }

    @Override
    public Grade grade(Desk desk) {
        boolean opened = desk.client().apps().replicaSets().inNamespace(desk.namespace())
                .withLabel("app.kubernetes.io/name", WORKLOAD).list().getItems().stream().anyMatch(LocalhostLesson::listensElsewhere);
        if (!opened) {
            return Grade.notYet("the sidecar has listened on 127.0.0.1 and nowhere else", "the page's section \"Break it\" opens its door");
        }
        DialResult near = desk.ask(Place.NEIGHBOUR, "http://127.0.0.1:8081/", SIDECAR);
        if (!desk.isBy(SIDECAR, near)) {
            return Grade.broken("the sidecar does not answer its neighbour: " + desk.answer(near), "probe/probe lab reset");
        }
        for (Lab.Pod pod : desk.lab().pods().stream().filter(one -> one.workload().equals(WORKLOAD)).toList()) {
            DialResult afar = desk.ask(Place.POD, "http://" + pod.ip() + ":8081/", Map.of(), last -> last.outcome() == Outcome.REFUSED);
            if (afar.outcome() != Outcome.REFUSED) {
                return Grade.broken("another pod that asks the sidecar's port is not refused: " + desk.answer(afar),
                        "probe/probe lab reset");
            }
        }
        return Grade.done("the sidecar's door was open to the cluster, and it is closed again");
    }

    private static boolean listensElsewhere(ReplicaSet set) {
        Stream<Container> sidecars = set.getSpec().getTemplate().getSpec().getInitContainers().stream();
        return sidecars.flatMap(sidecar -> sidecar.getEnv().stream()).filter(variable -> variable.getName().equals(VARIABLE))
                .map(EnvVar::getValue).anyMatch(address -> address != null && !LOOPBACK.matcher(address).matches());
    }
}
