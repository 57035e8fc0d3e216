package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/** The pods whose CPU time a ladder counts, and which it keeps on one core: the one that answers, and the Ingress controller's proxies. */
final class MeteredPods {
    private final Processes processes;
    private final Lab.Pod pod;
    private final Optional<ContainerStatus> serving;
    private final List<Pod> proxies;

    MeteredPods(Processes processes, KubernetesClient client, Lab lab, Lab.Pod pod) {
        this.processes = processes;
        this.pod = pod;
        this.serving = containers(client.pods().inNamespace(pod.namespace()).withName(pod.name()).get())
                .filter(one -> one.getName().equals(pod.workload())).findFirst();
        this.proxies = proxies(client, lab);
    }

    /** All of them: which one a connection meets is kube-proxy's choice. */
    private static List<Pod> proxies(KubernetesClient client, Lab lab) {
        Set<String> addresses = lab.owners().entrySet().stream().filter(entry -> entry.getValue().kind().equals(Lab.Owner.CONTROLLER))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return addresses.isEmpty() ? List.of() : client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> pod.getStatus().getPodIP() != null && addresses.contains(pod.getStatus().getPodIP())).toList();
    }

    /** Nodes of the proxies, in one line; {@code null} without any. */
    String proxyNodes() {
        return proxies.isEmpty() ? null : proxies.stream().map(one -> one.getSpec().getNodeName()).sorted().collect(Collectors.joining(", "));
    }

    /** Has {@code cpu} count them; what it cannot, and why. */
    Optional<String> count(CpuMeter cpu) {
        boolean readable = serving.map(one -> cpu.container(pod.workload(), one.getContainerID())).orElse(false);
        List<Boolean> counted = proxies.stream().flatMap(MeteredPods::containers).filter(MeteredPods::isProxy)
                .map(one -> cpu.container(CpuMeter.PROXY, one.getContainerID())).toList();
        boolean proxied = !counted.isEmpty() && !counted.contains(false);
        return readable && proxied ? Optional.empty() : Optional.of("CPU time of "
                + (readable ? "the proxy" : proxied ? pod.workload() : pod.workload() + " and the proxy") + ": their cgroups cannot be read here");
    }

    /** Has {@code cpu} count the JIT compilers of the pod and of whoever asks; whose it cannot. */
    Optional<String> countCompilers(CpuMeter cpu, Set<Agent> agents) {
        Map<String, Optional<Path>> jvms = jvms(agents);
        jvms.forEach((who, pid) -> pid.ifPresent(folder -> cpu.compilers(who, folder)));
        return told(jvms, Optional::isPresent, "whether all is warm: processes are not to be seen here: ");
    }

    /** Has {@code core} hold them, and whoever asks; whom it cannot. */
    Optional<String> hold(OneCore core, Set<Agent> agents) {
        Map<String, Optional<Path>> places = jvms(agents);
        proxies.forEach(proxy -> places.put(proxy.getMetadata().getName(), containers(proxy).filter(MeteredPods::isProxy).findFirst().flatMap(this::process)));
        return told(places, place -> place.map(core::hold).orElse(false), "one core for all that a request passes through: not to be held here: ");
    }

    /** Who answers and who asks, and where their processes are. */
    private Map<String, Optional<Path>> jvms(Set<Agent> agents) {
        Map<String, Optional<Path>> jvms = new LinkedHashMap<>();
        jvms.put(pod.workload(), serving.flatMap(this::process));
        agents.forEach(agent -> jvms.put(agent.name(), process(agent)));
        return jvms;
    }

    /** The names of those that are not well; empty when all are. */
    private static Optional<String> told(Map<String, Optional<Path>> places, Predicate<Optional<Path>> isWell, String what) {
        List<String> names = places.entrySet().stream().filter(place -> !isWell.test(place.getValue())).map(Map.Entry::getKey).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(what + String.join(", ", names));
    }

    private Optional<Path> process(ContainerStatus container) {
        return processes.of(container.getContainerID());
    }

    private Optional<Path> process(Agent agent) {
        return processes.agentIn(agent.line().identity().networkNamespace());
    }

    private static boolean isProxy(ContainerStatus container) {
        return container.getName().equals("envoy");
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream();
    }
}
