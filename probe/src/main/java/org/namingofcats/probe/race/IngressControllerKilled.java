package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.readiness.Readiness;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.Announcer;
import org.namingofcats.probe.evidence.Lab;

/** First whoever configures the ingress proxy is killed, then the proxy itself: the one is missed by nobody, the other at once. */
@Singleton
public class IngressControllerKilled implements RaceExperiment {
    private static final String PROXY_KILLED = "proxy ";
    private static final Map<String, String> CONTROLLER = Map.of("app", "contour");

    @Override
    public About about() {
        return new About("ingress-controller-killed", 7,
                "the Ingress answers on without its controller, is out while its proxy is killed, and comes back; no other path notices");
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return RaceExperiment.super.missing(scene).or(() ->
                tracks(scene).stream().noneMatch(Track::byIngress)
                        ? Optional.of("nobody can ask an Ingress here: it has no address, or there is no agent outside")
                        : door(scene).isEmpty() ? Optional.of("no Service of this cluster has the Ingress's address")
                        : controllers(scene, door(scene).get()).isEmpty() ? Optional.of("nobody knows which pod configures the proxy: no Contour is beside it")
                        : Optional.empty());
    }

    /** What is not known to be the controller's stays: a namespace may have others' pods as well. */
    private static List<Pod> controllers(Scene scene, Service door) {
        return scene.client().pods().inNamespace(door.getMetadata().getNamespace()).withLabels(CONTROLLER).list().getItems().stream()
                .filter(Readiness::isPodReady).toList();
    }

    /** The Service by which the proxy is published that the lanes ask. */
    private static Optional<Service> door(Scene scene) {
        String address = Tracks.ingress(scene.lab(), WORKLOAD).map(Lab.Route::address).orElse("");
        return scene.client().services().inAnyNamespace().list().getItems().stream()
                .filter(service -> service.getStatus().getLoadBalancer() != null && service.getStatus().getLoadBalancer().getIngress() != null
                        && service.getStatus().getLoadBalancer().getIngress().stream().anyMatch(one -> address.equals(one.getIp())))
                .findFirst();
    }

    @Override
    public void make(Scene scene) {
        Service door = door(scene).orElseThrow();
        String namespace = door.getMetadata().getNamespace();
        List<Pod> proxies = pods(scene, door);
        List<Pod> controllers = controllers(scene, door);
        controllers.forEach(pod -> kill(scene, pod, "controller "));
        replaced(scene, door, controllers.size());
        scene.mark("another controller is ready");
        scene.watch(50);
        Optional<String> node = Announcer.of(scene.client(), namespace, door.getMetadata().getName());
        Pod proxy = proxies.stream().filter(pod -> node.isEmpty() || pod.getSpec().getNodeName().equals(node.get())).findFirst()
                .orElse(proxies.getFirst());
        kill(scene, proxy, PROXY_KILLED);
        scene.recovered(Track::byService, 180);
        scene.mark("the Ingress answers again");
        settled(scene, namespace);
        scene.mark("another proxy is ready");
    }

    private static List<Pod> pods(Scene scene, Service service) {
        return scene.client().pods().inNamespace(service.getMetadata().getNamespace()).withLabels(service.getSpec().getSelector())
                .list().getItems();
    }

    /** Without time to stop, and out of the API server's sight at once, as {@code kubectl delete --force}. */
    private static void kill(Scene scene, Pod pod, String what) {
        scene.mark(what + pod.getMetadata().getName() + " on " + pod.getSpec().getNodeName() + " is killed");
        scene.client().pods().inNamespace(pod.getMetadata().getNamespace()).withName(pod.getMetadata().getName()).withGracePeriod(0).delete();
    }

    /** The killed ones are out of the API server's sight, and for a moment their Deployment's status still counts them. */
    static void replaced(Scene scene, Service door, int controllers) {
        scene.await("another controller to be ready", 180, () -> controllers(scene, door).size(), ready -> ready >= controllers);
    }

    private static void settled(Scene scene, String namespace) {
        scene.await("all pods of " + namespace + " to be ready", 180, () -> namespace, all ->
                scene.client().apps().deployments().inNamespace(all).list().getItems().stream().allMatch(one ->
                        one.getSpec().getReplicas().equals(one.getStatus().getReadyReplicas()))
                && scene.client().apps().daemonSets().inNamespace(all).list().getItems().stream().allMatch(one ->
                        one.getStatus().getDesiredNumberScheduled().equals(one.getStatus().getNumberReady()))
                && scene.client().pods().inNamespace(all).list().getItems().stream()
                        .filter(pod -> !"Succeeded".equals(pod.getStatus().getPhase())).allMatch(Readiness::isPodReady));
    }

    @Override
    public List<String> judge(RaceRun run) {
        List<String> problems = new ArrayList<>(run.losses(track -> track.byService() && !track.byIngress()));
        double proxyKilled = run.at(PROXY_KILLED);
        run.tracks().stream().filter(track -> track.track().byIngress())
                .filter(track -> track.lost().stream().anyMatch(sample -> track.ended(sample) < proxyKilled))
                .forEach(track -> problems.add(track.track().lane() + " lost requests while only the controller was gone"));
        problems.addAll(run.notBack(Track::byService));
        return problems;
    }

    /** Where each node has a proxy, the next one may take the address over before a request is lost. */
    @Override
    public String seen(RaceRun run) {
        return run.lostSince(run.at(PROXY_KILLED), Track::byIngress) > 0 ? RaceExperiment.super.seen(run)
                : "the Ingress answers on without its controller, and lost nothing when its proxy was killed; no other path notices " + run.asked();
    }
}
