package org.namingofcats.probe.vantage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.vantage.Agent.Place;

/**
 * Finds who can dial for us. A pod with a container port called {@value #PORT} is an agent; where it stands follows
 * from the pod: on the host network it is the node, beside a workload's {@code http} port it is that one's neighbour.
 */
public final class Agents {
    /** Name of the container port that an agent listens at. */
    public static final String PORT = "agent";

    private final KubernetesClient client;
    private final HttpClient proxied;
    private final HttpClient direct;
    private final ObjectMapper json;
    private final Run run;

    /**
     * @param client allowed to list pods and to use their proxy
     * @param json   mapper of the records
     * @param run    names what they shall dial
     */
    public Agents(KubernetesClient client, ObjectMapper json, Run run) {
        this.client = client;
        this.proxied = PodProxy.once(client);
        this.direct = withoutCredentials(proxied);
        this.json = json;
        this.run = run;
    }

    /**
     * Agents among {@code pods}, in the order of places and nodes, and the one outside if it is there. One that should stand on a node and is
     * not ready, or outside and is stopped, is there as well, behind all others: what it was to find out is then not known, and not left out.
     */
    public List<Agent> among(List<Pod> pods, Optional<Outside> outside) {
        List<Pod> theirs = pods.stream().filter(pod -> hasPort(pod, PORT) && pod.getMetadata().getDeletionTimestamp() == null).toList();
        Stream<Agent> ready = Stream.concat(theirs.stream().filter(Readiness::isPodReady).map(pod -> agent(pod, line(proxied, proxy(pod)))),
                outside.map(Outside::base).stream().map(base -> outside(line(direct, base))));
        Stream<Agent> missed = Stream.concat(theirs.stream().filter(Agents::isMissed).map(pod -> agent(pod, silent(pod))),
                outside.filter(one -> one.base() == null).stream()
                        .map(one -> outside(new SilentLine(one.trouble() + ": " + one.remedy()))));
        return Stream.of(ready, missed).flatMap(some -> some.sorted(Comparator.comparing(Agent::name))).toList();
    }

    private static Agent agent(Pod pod, Line line) {
        return new Agent(place(pod), node(pod), pod.getMetadata().getUid(), line);
    }

    private static Agent outside(Line line) {
        return new Agent(Place.OUTSIDE, null, null, line);
    }

    /** A workload's neighbour shares the workload's readiness, and is none of its own. */
    private static boolean isMissed(Pod pod) {
        return !Readiness.isPodReady(pod) && place(pod) != Place.NEIGHBOUR && node(pod) != null
                && !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static Line silent(Pod pod) {
        String name = pod.getMetadata().getName();
        return new SilentLine(pod.getSpec().getNodeName() == null
                ? "agent " + name + " is not scheduled on " + node(pod) + ": see `kubectl describe pod -n " + pod.getMetadata().getNamespace() + " " + name + "`"
                : "agent " + name + " on " + node(pod) + " is not ready: see `kubectl get pods -n " + pod.getMetadata().getNamespace() + "`");
    }

    /** Where it is, or is to be: a DaemonSet writes the node into its pod's affinity, and one that does not fit there stays without. */
    private static String node(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName()).or(() -> Optional.ofNullable(pod.getSpec().getAffinity()).map(Affinity::getNodeAffinity)
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution).stream()
                .flatMap(required -> required.getNodeSelectorTerms().stream()).flatMap(term -> term.getMatchFields().stream())
                .filter(field -> "metadata.name".equals(field.getKey())).flatMap(field -> field.getValues().stream()).findFirst()).orElse(null);
    }

    private Line line(HttpClient http, URI base) {
        return new HttpLine(http, base, run, json);
    }

    /** The client library shows the user's credentials to whomever it asks; who is not the API server must not see them. */
    private static HttpClient withoutCredentials(HttpClient http) {
        return http.newBuilder().addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, null).build(); // null takes it out
    }

    /** The API server's own way to a port of a pod. */
    private URI proxy(Pod pod) {
        return URI.create(client.getMasterUrl().toString().replaceAll("/$", "")
                + "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/" + pod.getMetadata().getName()
                + ":" + port(pod.getSpec(), PORT).orElseThrow() + "/proxy");
    }

    private static Place place(Pod pod) {
        return Boolean.TRUE.equals(pod.getSpec().getHostNetwork()) ? Place.NODE
                : hasPort(pod, "http") ? Place.NEIGHBOUR : Place.POD;
    }

    private static boolean hasPort(Pod pod, String name) {
        return port(pod.getSpec(), name).isPresent();
    }

    /** Number of the first container port of that name. */
    public static Optional<Integer> port(PodSpec pod, String name) {
        return pod.getContainers().stream().flatMap(container -> container.getPorts().stream())
                .filter(port -> name.equals(port.getName())).map(port -> port.getContainerPort()).findFirst();
    }
}
