package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Lab;

/**
 * Paths to a workload that a race does not ask by, so that it shows nothing of them. Each is worth a remark; one that the lab has,
 * and that only nobody is there to ask by, makes the race inconclusive: not knowing is no pass.
 */
final class Unasked {
    /** All paths that a race is about, and what it takes to ask by them. */
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put(Track.POD_IP, "a pod");
        PATHS.put("cluster-ip", "a Service of type ClusterIP");
        PATHS.put("node-port", "a Service of type NodePort that leads to the pods of all nodes");
        PATHS.put("load-balancer", "a Service of type LoadBalancer with an address that leads to the pods of all nodes");
        PATHS.put(Track.INGRESS, "an Ingress with an address that leads to one of its Services");
    }

    private Unasked() {}

    /** Who asks whom in an experiment; the scene is told of the paths that nobody asks by. */
    static List<Track> noted(RaceExperiment experiment, Scene scene) {
        List<Track> tracks = experiment.tracks(scene);
        experiment.workloads().forEach(workload -> Victims.first(scene.lab(), workload).ifPresent(pod -> note(scene, pod,
                tracks.stream().filter(track -> track.workload().equals(workload)).map(Track::path).collect(Collectors.toSet()))));
        return tracks;
    }

    private static void note(Scene scene, Lab.Pod pod, Set<String> asked) {
        Set<String> leading = Tracks.leading(scene.lab(), pod);
        Map<String, List<String>> nobody = new LinkedHashMap<>();
        PATHS.forEach((path, wanted) -> {
            if (asked.contains(path)) {
                return;
            }
            if (leading.contains(path)) {
                nobody.computeIfAbsent(Tracks.INSIDE.contains(path) ? "inside" : "outside", where -> new ArrayList<>()).add(path);
            } else {
                scene.remark(pod.workload() + " was not asked by " + path + ": that takes " + wanted);
            }
        });
        nobody.forEach((where, paths) -> {
            String text = pod.workload() + " was not asked by " + String.join(", ", paths) + ": there is no agent " + where;
            scene.remark(text);
            scene.unknown(text);
        });
    }
}
