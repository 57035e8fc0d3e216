package org.namingofcats.probe.race;

import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.evidence.Announcer;
import org.namingofcats.probe.evidence.Lab;

/** The node that answers for a load balancer's address loses power: another one takes the address over. */
@Singleton
public class AnnouncingNodeStopped implements NodeExperiment {
    private static final String STOPPED = "the node that announces ";
    private static final String TAKEN_OVER = "it is announced by another node: ";
    /** How long whoever takes over may need to say so. */
    private static final int SECONDS_TO_SAY = 20;

    @Override
    public About about() {
        return new About("announcing-node-stopped", 11,
                "another node takes the load balancer's address over while the one that had it is down, and all is as before when it is back");
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
        scene.mark(STOPPED + service(scene.lab()).orElseThrow().address() + " is stopped: " + node);
        Runnable start = scene.change(() -> machines.stop(node), "start " + node, () -> machines.start(node));
        scene.recovered(AnnouncingNodeStopped::byLoadBalancer, 300);
        scene.mark("the load balancer's address answers again");
        successor(scene, node).ifPresent(other -> scene.mark(TAKEN_OVER + other));
        start.run();
        scene.mark(node + " has power again");
        scene.await(node + " to be ready", 300, () -> scene.client().nodes().withName(node).get(), Readiness::isNodeReady);
        scene.recovered(Track::byService, 300);
        scene.mark("every Service path answers again");
        List.of("service-a", WORKLOAD).forEach(workloads::awaitSettled);
    }

    /** Who says that it announces the address now; empty when nobody does, see {@link Announcer}. */
    private Optional<String> successor(Scene scene, String stopped) {
        try {
            return scene.await("another node to say that it announces", SECONDS_TO_SAY, () -> node(scene).filter(now -> !now.equals(stopped)),
                    Optional::isPresent);
        } catch (SceneFailure e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> judge(RaceRun run) {
        return run.notBack(Track::byService);
    }

    /** Where nobody says who announces, the load balancer's lanes must have noticed that somebody no longer did. */
    @Override
    public List<String> doubts(RaceRun run) {
        return isUnsaid(run) && run.lostSince(run.at(STOPPED), AnnouncingNodeStopped::byLoadBalancer) == 0
                ? List.of("the load balancer's address lost nothing, and nobody says that another node announces it: the one that was stopped"
                        + " may not have announced it") : List.of();
    }

    private static boolean isUnsaid(RaceRun run) {
        return run.at(TAKEN_OVER) == Double.POSITIVE_INFINITY;
    }

    @Override
    public String seen(RaceRun run) {
        return isUnsaid(run) ? "the load balancer's address is out when the node stops that is said to announce it, answers again while that is down,"
                + " though nobody says by whom, and all is as before when it is back " + run.asked() : NodeExperiment.super.seen(run);
    }
}
