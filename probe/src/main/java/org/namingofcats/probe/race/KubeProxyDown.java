package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody writes the nodes' rules any more. What they say is still true until a pod changes; from then on a Service leads to
 * a pod that is gone, except where nobody asks the rules: on a connection that is there, and at a proxy that knows the pods.
 */
@Singleton
public class KubeProxyDown implements RaceExperiment {
    private static final String DELETED = "pod ";
    private static final String GONE = "the deleted pod has ended";

    @Override
    public About about() {
        return new About("kube-proxy-down", 8,
                "without kube-proxy all goes on until a pod changes; then new connections by a Service's rules may lead to who is gone,"
                + " while kept connections, pod addresses and the Ingress live on");
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return RaceExperiment.super.missing(scene).or(() -> proxy(scene).get() == null
                        ? Optional.of("there is no DaemonSet kube-proxy in kube-system") : Optional.empty())
                .or(() -> tracks(scene).stream().noneMatch(track -> track.path().equals(Track.POD_IP))
                        ? Optional.of("there is no agent inside that could ask a pod's own address") : Optional.empty())
                .or(() -> scene.lab().pods().stream().filter(pod -> pod.workload().equals(WORKLOAD)).count() < 2
                        ? Optional.of(WORKLOAD + " has no pod to spare") : Optional.empty());
    }

    private static Resource<DaemonSet> proxy(Scene scene) {
        return scene.client().apps().daemonSets().inNamespace("kube-system").withName("kube-proxy");
    }

    @Override
    public void make(Scene scene) {
        Workloads workloads = new Workloads(scene);
        Map<String, String> selector = proxy(scene).get().getSpec().getTemplate().getSpec().getNodeSelector();
        scene.mark("kube-proxy is taken from all nodes");
        Runnable back = scene.change(() -> select(scene, Map.of("namingofcats.org/no-such-node", "true")), "bring kube-proxy back",
                () -> select(scene, selector));
        scene.await("kube-proxy to be gone", 120, () -> pods(scene), List::isEmpty);
        scene.mark("kube-proxy is gone from all nodes");
        scene.watch(250);
        Pod victim = victim(scene, workloads);
        int ready = workloads.ready(WORKLOAD).size();
        double deleted = scene.mark(DELETED + victim.getMetadata().getName() + " is deleted");
        workloads.delete(victim);
        workloads.awaitSettled(WORKLOAD);
        scene.mark(GONE);
        scene.watch(500);
        back.run();
        scene.await("kube-proxy on every node", 180, () -> proxy(scene).get().getStatus(), status ->
                status.getDesiredNumberScheduled() > 0 && status.getDesiredNumberScheduled().equals(status.getNumberReady()));
        scene.window(new Scene.Window(victim.getMetadata().getName(), ready, deleted, scene.mark("kube-proxy runs again")));
        scene.recovered(Track::byService, 120);
    }

    /** A pod that no kept connection by the rules leads to, if there is one, and not the one whose own address is asked. */
    private static Pod victim(Scene scene, Workloads workloads) {
        Set<String> busy = scene.answering(track -> track.path().equals(Track.POD_IP) || track.keepAlive() && isByRules(track));
        String asked = scene.answering(track -> track.path().equals(Track.POD_IP)).iterator().next();
        List<Pod> others = workloads.ready(WORKLOAD).stream().filter(pod -> !pod.getMetadata().getName().equals(asked)).toList();
        return others.stream().filter(pod -> !busy.contains(pod.getMetadata().getName())).findFirst().orElse(others.getFirst());
    }

    private static boolean isByRules(Track track) {
        return track.byService() && !track.byIngress();
    }

    private static List<Pod> pods(Scene scene) {
        return scene.client().pods().inNamespace("kube-system").withLabel("k8s-app", "kube-proxy").list().getItems();
    }

    private static void select(Scene scene, Map<String, String> nodes) {
        proxy(scene).edit(set -> {
            set.getSpec().getTemplate().getSpec().setNodeSelector(new HashMap<>(nodes));
            return set;
        });
    }

    @Override
    public List<String> judge(RaceRun run) {
        double deleted = run.at(DELETED);
        double gone = run.at(GONE);
        String victim = run.marks().stream().map(Mark::text).filter(text -> text.startsWith(DELETED)).findFirst().orElse("pod ?").split(" ")[1];
        List<String> problems = new ArrayList<>(run.losses(track -> !isByRules(track)));
        problems.addAll(run.notBack(track -> true));
        run.tracks().stream().filter(track -> isByRules(track.track())).forEach(track -> {
            if (track.lost().stream().anyMatch(sample -> track.due(sample) < deleted)) {
                problems.add(track.track().lane() + " lost requests before a pod changed");
            }
            if (!track.track().keepAlive()) {
                problems.addAll(new Toll(run, track).problems());
            }
            boolean keptToAnother = track.track().keepAlive() && track.samples().stream().filter(sample -> sample.answered()
                    && track.due(sample) < deleted).reduce((a, b) -> b).stream().noneMatch(sample -> victim.equals(sample.pod()));
            // When requests overlap, or one was idle for too long, a lane that keeps connections opens new ones as well.
            long onKept = track.lostOnKept();
            if (keptToAnother && onKept > 0) {
                problems.add(track.track().lane() + " lost " + onKept + " requests on a connection to a pod that lives");
            }
        });
        if (run.tracks().stream().filter(track -> track.track().path().equals("cluster-ip") && !track.track().keepAlive())
                .noneMatch(track -> track.lost().stream().anyMatch(sample -> track.ended(sample) > gone))) {
            problems.add("new connections by ClusterIP lost nothing after the pod was gone: somebody else writes the rules");
        }
        return problems;
    }
}
