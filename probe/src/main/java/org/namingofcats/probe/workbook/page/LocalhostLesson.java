package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 1: the sidecar was made to listen on all addresses, and put back. The Deployment's earlier shapes tell. */
@Singleton
class LocalhostLesson implements Lesson {
    private static final String VARIABLE = "QUARKUS_HTTP_HOST";

    @Override
    public int number() {
        return 1;
    }

    @Override
    public Grade grade(Bench bench) {
        boolean opened = bench.client().apps().replicaSets().inNamespace(bench.namespace())
                .withLabel("app.kubernetes.io/name", "service-a").list().getItems().stream().anyMatch(LocalhostLesson::listensElsewhere);
        if (!opened) {
            return Grade.notYet("the sidecar has listened on 127.0.0.1 and nowhere else", "the page's section \"Break it\" opens its door");
        }
        DialResult result = bench.ask(Place.NEIGHBOUR, "http://127.0.0.1:8081/");
        return Bench.ok(result) ? Grade.done("the sidecar's door was open to the cluster, and it is closed again")
                : Grade.broken("the sidecar does not answer its neighbour: " + Bench.ended(result), "probe/probe lab reset");
    }

    private static boolean listensElsewhere(ReplicaSet set) {
        Stream<Container> sidecars = set.getSpec().getTemplate().getSpec().getInitContainers().stream();
        return sidecars.flatMap(sidecar -> sidecar.getEnv().stream()).anyMatch(variable -> variable.getName().equals(VARIABLE));
    }
}
