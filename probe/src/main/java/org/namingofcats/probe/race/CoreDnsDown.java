package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/** Nobody answers for names any more. Who has an address, or a connection, does not notice. */
@Singleton
public class CoreDnsDown implements RaceExperiment {
    private static final String BY_NAME = "cluster-ip-by-name";

    @Override
    public About about() {
        return new About("coredns-down", 9,
                "without DNS only who looks a name up for a new connection is lost; a kept connection and every address live on");
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public Optional<String> missing(Scene scene) {
        return RaceExperiment.super.missing(scene).or(() -> named(scene.lab()).isEmpty()
                ? Optional.of("there is no agent inside that could look a name up") : Optional.empty())
                .or(() -> dns(scene).get() == null ? Optional.of("there is no Deployment coredns in kube-system") : Optional.empty());
    }

    private static RollableScalableResource<Deployment> dns(Scene scene) {
        return scene.client().apps().deployments().inNamespace("kube-system").withName("coredns");
    }

    @Override
    public List<Track> tracks(Scene scene) {
        List<Track> tracks = new ArrayList<>(RaceExperiment.super.tracks(scene));
        tracks.addAll(named(scene.lab()));
        return tracks;
    }

    private static List<Track> named(Lab lab) {
        Optional<Agent> agent = Tracks.inside(lab, WORKLOAD, Set.of());
        return lab.services("ClusterIP").stream().filter(service -> WORKLOAD.equals(service.workload())).limit(1)
                .map(service -> "http://" + service.name() + "." + service.namespace() + ".svc:" + service.port() + "/")
                .flatMap(url -> agent.stream().flatMap(one -> List.of(false, true).stream()
                        .map(keepAlive -> new Track(BY_NAME, keepAlive, one, url, Map.of(), WORKLOAD)))).toList();
    }

    @Override
    public void make(Scene scene) {
        int replicas = dns(scene).get().getSpec().getReplicas();
        scene.mark("CoreDNS is scaled to none");
        Runnable back = scene.change(() -> dns(scene).scale(0), "bring CoreDNS back", () -> dns(scene).scale(replicas));
        scene.await("CoreDNS to be gone", 120, () -> scene.client().pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns")
                .list().getItems(), List::isEmpty);
        scene.mark("CoreDNS is gone");
        scene.watch(500);
        back.run();
        scene.await("CoreDNS to be ready", 180, () -> dns(scene).get().getStatus().getReadyReplicas(), ready -> ready != null && ready == replicas);
        scene.mark("CoreDNS is ready again");
        scene.recovered(track -> true, 120);
    }

    @Override
    public List<String> judge(RaceRun run) {
        List<String> problems = new ArrayList<>(run.losses(track -> !track.path().equals(BY_NAME)));
        // When requests overlap, or a connection was idle for too long, a lane that keeps connections looks the name up as well.
        run.tracks().stream().filter(track -> track.track().path().equals(BY_NAME) && track.track().keepAlive()).forEach(track -> {
            long onKept = track.lostOnKept();
            if (onKept > 0) {
                problems.add(track.track().lane() + " lost " + onKept + " requests on connections that it kept");
            }
        });
        problems.addAll(run.notBack(track -> true));
        if (run.tracks().stream().filter(track -> track.track().path().equals(BY_NAME) && !track.track().keepAlive())
                .noneMatch(track -> track.lost().stream().anyMatch(sample -> sample.outcome() == Outcome.DNS))) {
            problems.add("names were still found: somebody else answers for them");
        }
        return problems;
    }
}
