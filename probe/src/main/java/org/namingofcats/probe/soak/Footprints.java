package org.namingofcats.probe.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * How much memory each container uses, as its kubelet says, and how many files each pod has open, as the nodes' /proc says
 * where nodes are containers of this machine's Docker. A container that is started again begins a series of its own.
 */
final class Footprints {
    private static final double MIB = 1 << 20;
    private static final double HOUR_MILLIS = 3_600_000;
    /** For each process of a pod: the pod's UID, as its control group has it, and the number of its open files. */
    private static final String OPEN_FILES = "for p in /proc/[0-9]*; do u=$(grep -oE 'pod[0-9a-f]{8}[0-9a-f_-]{28}' $p/cgroup 2> /dev/null"
            + " | head -n 1) && [ -n \"$u\" ] && echo \"${u#pod} $(ls $p/fd 2> /dev/null | wc -l)\"; done; true";

    private final KubernetesClient client;
    private final ObjectMapper json;
    private final Lab lab;
    private final DockerReader nodes;
    private final Map<String, Series> memory = new TreeMap<>();
    private final Map<String, Series> files = new TreeMap<>();
    /** Why nothing is known of a node; empty for one that has told something. */
    private final Map<String, String> untold = new TreeMap<>();
    private final Map<String, String> uncounted = new TreeMap<>();

    Footprints(KubernetesClient client, ObjectMapper json, Lab lab) {
        this.client = client;
        this.json = json;
        this.lab = lab;
        this.nodes = new DockerReader(lab.nodes().getFirst().name());
    }

    /** Looks at all nodes; one that does not answer, because it is being restarted, is left out this time. */
    synchronized void look() {
        double at = System.currentTimeMillis() / HOUR_MILLIS;
        Map<String, String> names = new HashMap<>();
        lab.nodes().forEach(node -> {
            memory(node, at, names);
            files(node, at, names);
        });
    }

    private void memory(Lab.Node node, double at, Map<String, String> names) {
        try {
            JsonNode summary = json.readTree(client.raw("/api/v1/nodes/" + node.name() + "/proxy/stats/summary"));
            untold.put(node.name(), "");
            for (JsonNode pod : summary.path("pods")) {
                String name = pod.at("/podRef/namespace").asText() + "/" + pod.at("/podRef/name").asText();
                names.put(pod.at("/podRef/uid").asText(), name);
                for (JsonNode container : pod.path("containers")) {
                    if (container.at("/memory/workingSetBytes").asLong() > 0) {
                        add(memory, name + "/" + container.path("name").asText() + " since " + container.path("startTime").asText(), at,
                                container.at("/memory/workingSetBytes").asLong() / MIB);
                    }
                }
            }
        } catch (Exception e) { // not this time
            untold.putIfAbsent(node.name(), "node " + node.name() + " does not tell: " + ProbeException.brief(e));
        }
    }

    private void files(Lab.Node node, double at, Map<String, String> names) {
        Reading reading = nodes.read(new Spot.Node(node.name(), node.ip()), List.of("sh", "-c", OPEN_FILES));
        if (!reading.ok()) {
            uncounted.putIfAbsent(node.name(), reading.problem());
            return;
        }
        uncounted.put(node.name(), "");
        Map<String, Integer> open = new HashMap<>();
        reading.lines().stream().map(line -> line.split(" ")).filter(words -> words.length == 2)
                .forEach(words -> open.merge(words[0].replace('_', '-'), Integer.parseInt(words[1]), Integer::sum));
        open.forEach((uid, count) -> {
            if (names.containsKey(uid)) {
                add(files, names.get(uid), at, count);
            }
        });
    }

    private static void add(Map<String, Series> all, String key, double at, double value) {
        all.computeIfAbsent(key, name -> new Series()).add(at, value);
    }

    /** Working set of each container in MiB. */
    Map<String, Series> memory() {
        return memory;
    }

    /** Why nothing is known of memory, a sentence for each node of which that is so. */
    List<String> untold() {
        return reasons(untold);
    }

    /** Open files of each pod. */
    Map<String, Series> files() {
        return files;
    }

    /** Why nothing is known of open files, a sentence for each node of which that is so. */
    List<String> uncounted() {
        return reasons(uncounted);
    }

    private static List<String> reasons(Map<String, String> nodes) {
        return nodes.values().stream().filter(why -> !why.isEmpty()).toList();
    }
}
