package org.namingofcats.probe.safety;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A pod with privileges is rejected by the API server in every namespace of the lab; the same pod without them is taken. Asked
 * as a dry run, which ends where a real request would be stored: all of admission has looked at it by then.
 */
class PodSecurityIT {
    private static final KubernetesClient CLIENT = LiveCluster.client();

    /** What nobody in the lab may have. */
    private static final Map<String, UnaryOperator<PodSpecBuilder>> PRIVILEGES = Map.ofEntries(
            entry("privileged", spec -> container(spec, context -> context.withPrivileged(true).withAllowPrivilegeEscalation(true))),
            entry("escalation", spec -> container(spec, context -> context.withAllowPrivilegeEscalation(true))),
            entry("capability", spec -> container(spec, context -> context.editOrNewCapabilities().addToAdd("NET_ADMIN").endCapabilities())),
            entry("all capabilities", spec -> container(spec, context -> context.withCapabilities(null))),
            entry("root", spec -> pod(spec, context -> context.withRunAsNonRoot(null))),
            entry("root in a container", spec -> container(spec, context -> context.withRunAsNonRoot(false))),
            entry("user 0", spec -> pod(spec, context -> context.withRunAsUser(0L))),
            entry("user 0 in a container", spec -> container(spec, context -> context.withRunAsUser(0L))),
            entry("user 0 in an init container", PodSecurityIT::initContainerOfUser0),
            entry("every system call", spec -> pod(spec, context -> context.withNewSeccompProfile().withType("Unconfined").endSeccompProfile())),
            entry("every system call in a container",
                    spec -> container(spec, context -> context.withNewSeccompProfile().withType("Unconfined").endSeccompProfile())),
            entry("no AppArmor", spec -> pod(spec, context -> context.withNewAppArmorProfile().withType("Unconfined").endAppArmorProfile())),
            entry("another SELinux type", spec -> container(spec, context -> context.withNewSeLinuxOptions().withType("spc_t").endSeLinuxOptions())),
            entry("kernel parameter", spec -> pod(spec, context -> context.addNewSysctl("kernel.msgmax", "65536"))),
            entry("processes of the node", spec -> spec.withHostPID(true)),
            entry("IPC of the node", spec -> spec.withHostIPC(true)),
            entry("files of the node", spec -> volume(spec, volume -> volume.withNewHostPath().withPath("/etc").endHostPath())),
            entry("files of a server", spec -> volume(spec, volume -> volume.withNewNfs().withServer("nfs").withPath("/").endNfs())));

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static PodSpecBuilder container(PodSpecBuilder spec, UnaryOperator<SecurityContextBuilder> change) {
        var container = spec.buildContainers().getFirst();
        container.setSecurityContext(change.apply(new SecurityContextBuilder(container.getSecurityContext())).build());
        return spec.withContainers(container);
    }

    private static PodSpecBuilder initContainerOfUser0(PodSpecBuilder spec) {
        var first = new ContainerBuilder(spec.buildContainers().getFirst()).withName("first").withPorts()
                .withStartupProbe(null).withReadinessProbe(null).withLivenessProbe(null);
        return spec.withInitContainers(first.editOrNewSecurityContext().withRunAsUser(0L).endSecurityContext().build());
    }

    private static PodSpecBuilder pod(PodSpecBuilder spec, UnaryOperator<PodSecurityContextBuilder> change) {
        return spec.withSecurityContext(change.apply(new PodSecurityContextBuilder(spec.buildSecurityContext())).build());
    }

    private static PodSpecBuilder volume(PodSpecBuilder spec, UnaryOperator<VolumeBuilder> source) {
        return spec.addToVolumes(source.apply(new VolumeBuilder().withName("files")).build());
    }

    private static Pod with(Pod pod, UnaryOperator<PodSpecBuilder> change) {
        return new PodBuilder(pod).withSpec(change.apply(new PodSpecBuilder(pod.getSpec())).build()).build();
    }

    private static void create(Pod pod) {
        CLIENT.resource(pod).dryRun().create();
    }

    private static void assertRejected(String part, Pod pod) {
        var refusal = assertThrows(KubernetesClientException.class, () -> create(pod));
        assertTrue(Set.of(403, 422).contains(refusal.getCode()) && refusal.getMessage().contains(part), refusal.getMessage());
    }

    static Set<String> privileges() {
        return PRIVILEGES.keySet();
    }

    @ParameterizedTest
    @MethodSource("privileges")
    void theLabTakesNoPodWithPrivileges(String privilege) {
        Pod plain = LiveCluster.like(CLIENT, LiveCluster.LAB, "agent");
        assertDoesNotThrow(() -> create(plain));
        assertRejected("violates PodSecurity \"restricted:latest\"", with(plain, PRIVILEGES.get(privilege)));
        assertRejected("violates PodSecurity", with(plain, spec -> spec.withHostNetwork(true)));
    }

    @ParameterizedTest
    @MethodSource("privileges")
    void theNodeAgentsNamespaceTakesTheHostNetworkAndNothingElse(String privilege) {
        Pod plain = LiveCluster.like(CLIENT, LiveCluster.NODES, "node-agent");
        assertTrue(plain.getSpec().getHostNetwork());
        assertDoesNotThrow(() -> create(plain));
        assertRejected("naming-of-cats-node-agents-only", with(plain, PRIVILEGES.get(privilege)));
    }

    @Test
    void onlyNodeAgentsBelongThere() {
        Pod other = LiveCluster.like(CLIENT, LiveCluster.NODES, "node-agent");
        other.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "agent"));
        assertRejected("only node agents belong here", other);
    }

    @Test
    void theNodeAgentsNamespaceHoldsNothingElse() {
        Function<Stream<? extends io.fabric8.kubernetes.api.model.HasMetadata>, Set<String>> names =
                objects -> objects.map(object -> object.getMetadata().getName()).collect(Collectors.toSet());
        var pods = CLIENT.pods().inNamespace(LiveCluster.NODES).list().getItems();
        assertTrue(!pods.isEmpty());
        pods.forEach(pod -> assertEquals(List.of("DaemonSet/node-agent"), pod.getMetadata().getOwnerReferences().stream()
                .map(owner -> owner.getKind() + "/" + owner.getName()).toList(), pod.getMetadata().getName()));
        assertEquals(Set.of("node-agent"), names.apply(CLIENT.apps().daemonSets().inNamespace(LiveCluster.NODES).list().getItems().stream()));
        assertEquals(Set.of("run-token"), names.apply(CLIENT.secrets().inNamespace(LiveCluster.NODES).list().getItems().stream()));
        assertEquals(Set.of(), names.apply(Stream.of(
                CLIENT.apps().deployments().inNamespace(LiveCluster.NODES).list(), CLIENT.apps().statefulSets().inNamespace(LiveCluster.NODES).list(),
                CLIENT.apps().replicaSets().inNamespace(LiveCluster.NODES).list(), CLIENT.batch().v1().jobs().inNamespace(LiveCluster.NODES).list(),
                CLIENT.batch().v1().cronjobs().inNamespace(LiveCluster.NODES).list(), CLIENT.services().inNamespace(LiveCluster.NODES).list(),
                CLIENT.network().v1().ingresses().inNamespace(LiveCluster.NODES).list()).flatMap(list -> list.getItems().stream())));
    }
}
