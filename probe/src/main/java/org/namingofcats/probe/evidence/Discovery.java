package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab.Node;
import org.namingofcats.probe.evidence.Lab.Owner;
import org.namingofcats.probe.evidence.Lab.Pod;
import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.Agents;
import org.namingofcats.probe.vantage.Outside;

/** Reads the live objects of the lab from the API server. */
public final class Discovery {

    private final KubernetesClient client;
    private final String namespace;
    private final String nodesNamespace;
    private final Run run;
    private final Agents agents;
    private final Optional<Outside> outside;

    /**
     * @param client         the cluster
     * @param namespace      the lab's namespace
     * @param nodesNamespace namespace of the agents on the host network
     * @param token          the run's token, for the agents
     * @param outside        the agent outside, if there is one
     * @param json           mapper of the records
     */
    public Discovery(KubernetesClient client, String namespace, String nodesNamespace, String token,
            Optional<Outside> outside, ObjectMapper json) {
        this.client = client;
        this.namespace = namespace;
        this.nodesNamespace = nodesNamespace;
        this.run = new Run(token);
        this.agents = new Agents(client, json, run);
        this.outside = outside;
    }

    /**
     * The lab as it is now.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses or is not there
     */
    public Lab look() {
        List<io.fabric8.kubernetes.api.model.Pod> raw = pods(namespace);
        List<Pod> pods = workloads(raw);
        List<Agent> dialers = agents.among(Stream.concat(raw.stream(), pods(nodesNamespace).stream()).toList(), outside);
        List<Node> nodes = nodes();
        ServiceView view = new ServiceView(client, namespace, pods, strangers(raw));
        return named(new Lab(nodes, pods, view.services(), Stream.concat(view.routes(), view.routesElsewhere()).toList(), dialers,
                owners(nodes, dialers, view)));
    }

    /** Workloads, Services, Ingresses and agents of another namespace, on the nodes of {@code lab}. */
    public Lab look(String other, Lab lab) {
        List<io.fabric8.kubernetes.api.model.Pod> raw = pods(other).stream().filter(Discovery::isServing).toList(); // agents are waited for there
        List<Pod> pods = workloads(raw);
        ServiceView view = new ServiceView(client, other, pods, strangers(raw));
        return named(new Lab(lab.nodes(), pods, view.services(), view.routes().toList(),
                agents.among(raw, Optional.empty()), lab.owners()));
    }

    /** Has the agents dial what a user names by hand, where that is nobody else's. */
    public void nameByHand(String url, Lab lab) {
        new ByHand(client, namespace, lab).name(url, run);
    }

    private Lab named(Lab lab) {
        Targets.name(lab, run);
        return lab;
    }

    private List<io.fabric8.kubernetes.api.model.Pod> pods(String where) {
        return client.pods().inNamespace(where).list().getItems();
    }

    private static List<Pod> workloads(List<io.fabric8.kubernetes.api.model.Pod> pods) {
        return pods.stream().filter(Discovery::isServing).filter(pod -> isOurs(pod) && httpPort(pod).isPresent()).map(Discovery::pod).toList();
    }

    /** The lab's, by its label or by what none of its programs starts without: a user may run others beside them, which bear no passport. */
    private static boolean isOurs(io.fabric8.kubernetes.api.model.Pod pod) {
        return Lab.PART.equals(label(pod, Lab.PART_OF_LABEL)) || pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream()).anyMatch(variable -> variable.getName().equals("POD_UID"));
    }

    /** Who is no workload, and is not meant to be: others' pods and agents, with what they say they are, by UID. */
    private static Map<String, String> strangers(List<io.fabric8.kubernetes.api.model.Pod> pods) {
        return pods.stream().filter(pod -> !isOurs(pod) || httpPort(pod).isEmpty() && Agents.port(pod.getSpec(), Agents.PORT).isPresent())
                .collect(Collectors.toMap(pod -> pod.getMetadata().getUid(), pod -> label(pod, Lab.NAME_LABEL)));
    }

    private static String label(io.fabric8.kubernetes.api.model.Pod pod, String key) {
        return pod.getMetadata().getLabels().getOrDefault(key, "");
    }

    private List<Node> nodes() {
        return client.nodes().list().getItems().stream().flatMap(node -> node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP")).limit(1) // one that is just joining has none
                .map(address -> new Node(node.getMetadata().getName(), address.getAddress()))).toList();
    }

    /** Addresses of the nodes, also those of their side of the pod links, and of the ingress controller's pods. */
    private static Map<String, Owner> owners(List<Node> nodes, List<Agent> dialers, ServiceView view) {
        Map<String, Owner> owners = new HashMap<>();
        nodes.forEach(node -> owners.put(node.ip(), new Owner(Owner.NODE, node.name())));
        dialers.stream().filter(agent -> agent.place() == Agent.Place.NODE).forEach(agent -> {
            try {
                agent.line().identity().addresses()
                        .forEach(address -> owners.put(address, new Owner(Owner.NODE, agent.node())));
            } catch (AgentUnreachable e) {
                // Its addresses stay unknown: who meets one of them asks Lab.silentNodes.
            }
        });
        owners.putAll(view.controllers());
        return owners;
    }

    private static boolean isServing(io.fabric8.kubernetes.api.model.Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null && pod.getStatus().getPodIP() != null
                && Readiness.isPodReady(pod);
    }

    private static Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return new Pod(pod.getMetadata().getName(), pod.getMetadata().getNamespace(), pod.getMetadata().getUid(), pod.getStatus().getPodIP(),
                pod.getSpec().getNodeName(), labels.getOrDefault(Lab.NAME_LABEL, pod.getMetadata().getName()),
                httpPort(pod).orElseThrow(), localPorts(pod));
    }

    private static Optional<Integer> httpPort(io.fabric8.kubernetes.api.model.Pod pod) {
        return Agents.port(pod.getSpec(), "http");
    }

    /** Ports of native sidecars (init containers that stay): in the lab they listen on localhost. */
    private static Map<String, Integer> localPorts(io.fabric8.kubernetes.api.model.Pod pod) {
        return pod.getSpec().getInitContainers().stream()
                .filter(container -> "Always".equals(container.getRestartPolicy()) && !container.getPorts().isEmpty())
                .collect(Collectors.toMap(Container::getName,
                        container -> container.getPorts().getFirst().getContainerPort()));
    }
}
