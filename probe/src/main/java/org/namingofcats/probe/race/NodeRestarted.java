package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node loses power and comes back: its pods with new addresses, its routes without anybody's help. */
@Singleton
public class NodeRestarted implements NodeExperiment {
    @Override
    public About about() {
        return new About("node-restarted", 10,
                "after a node has come back, every Service path answers again without help, its routes are as they were");
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return NodeExperiment.super.missing(scene).or(() -> new Machines(scene.lab()).missing(node(scene).orElseThrow()));
    }

    @Override
    public void make(Scene scene) {
        Machines machines = new Machines(scene.lab());
        Workloads workloads = new Workloads(scene);
        Pod before = workloads.pod(victim(scene).orElseThrow().name());
        String node = before.getSpec().getNodeName();
        List<String> routes = machines.routes(node);
        scene.mark(node + " is restarted");
        scene.change(() -> machines.stop(node), "start " + node, () -> machines.start(node)).run();
        scene.mark(node + " has power again");
        // The API server may not even notice that the node was away: what tells is that its containers are other ones.
        scene.await("the pods of " + node + " to be started again", 300, () -> workloads.pod(before.getMetadata().getName()),
                pod -> Machines.restarts(pod, WORKLOAD) > Machines.restarts(before, WORKLOAD) && Readiness.isPodReady(pod));
        scene.mark("the pods of " + node + " run again");
        scene.recovered(Track::byService, 300);
        scene.mark("every Service path answers again");
        List.of("service-a", WORKLOAD).forEach(workloads::awaitSettled);
        scene.mark("all pods are ready again");
        List<String> missing = new ArrayList<>(routes);
        missing.removeAll(machines.routes(node));
        if (!missing.isEmpty()) {
            scene.problem(node + " lacks routes that it had: " + String.join(", ", missing));
        }
        scene.remark(routes.size() + " routes to other nodes' pods came back");
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.notBack(Track::byService);
    }
}
