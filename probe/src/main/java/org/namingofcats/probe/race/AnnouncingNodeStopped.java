package org.namingofcats.probe.race;

import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;

/** The node that answers for a load balancer's address loses power: another one takes the address over. */
@Singleton
public class AnnouncingNodeStopped implements NodeExperiment {
    @Override
    public String name() {
        return "announcing-node-stopped";
    }

    @Override
    public int order() {
        return 11;
    }

    @Override
    public String shows() {
        return "another node takes the load balancer's address over while the one that had it is down, and all is as before when it is back";
    }

    @Override
    public Optional<String> missing(Scene scene) {
        Optional<Lab.Service> service = service(scene.lab());
        if (service.isEmpty()) {
            return Optional.of("no load balancer gives an address");
        }
        Optional<String> node = node(scene);
        return node.isEmpty() ? Optional.of("nobody says which node announces " + service.get().address() + " (MetalLB in layer 2 mode would)")
                : NodeExperiment.super.missing(scene).or(() -> tracks(scene).stream().noneMatch(AnnouncingNodeStopped::byLoadBalancer)
                        ? Optional.of("nobody can ask " + service.get().address() + ": there is no agent outside") : Optional.empty())
                .or(() -> new Machines(scene.lab()).missing(node.get()));
    }

    private static boolean byLoadBalancer(Track track) {
        return track.path().equals("load-balancer");
    }

    private static Optional<Lab.Service> service(Lab lab) {
        return lab.services("LoadBalancer").stream().filter(service -> WORKLOAD.equals(service.workload()))
                .filter(service -> service.address() != null && !service.localPolicy()).findFirst();
    }

    @Override
    public Optional<String> node(Scene scene) {
        return service(scene.lab()).flatMap(service -> Announcer.of(scene.client(), service.namespace(), service.name()));
    }

    @Override
    public void make(Scene scene) {
        Machines machines = new Machines(scene.lab());
        Workloads workloads = new Workloads(scene);
        String node = node(scene).orElseThrow();
        Runnable start = scene.before("start " + node, () -> machines.start(node));
        scene.mark(node + ", which announces " + service(scene.lab()).orElseThrow().address() + ", is stopped");
        machines.stop(node);
        scene.recovered(AnnouncingNodeStopped::byLoadBalancer, 300);
        scene.mark("the load balancer's address answers again, announced by " + node(scene).orElse("another node"));
        start.run();
        scene.mark(node + " has power again");
        scene.await(node + " to be ready", 300, () -> scene.client().nodes().withName(node).get(), Readiness::isNodeReady);
        scene.recovered(Track::byService, 300);
        scene.mark("every Service path answers again");
        List.of("service-a", WORKLOAD).forEach(workloads::awaitSettled);
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.notBack(Track::byService);
    }
}
