package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The container that listens on localhost only: it listens elsewhere, says it is elsewhere, is elsewhere, or is gone. */
@Singleton
class SidecarMutations {
    private static final String INTRUDER = "intruder";

    private static Resource<Deployment> serviceA(Target target) {
        return target.client().apps().deployments().inNamespace(target.namespace()).withName("service-a");
    }

    private static List<Pod> pods(Target target, String workload) {
        return target.client().pods().inNamespace(target.namespace()).withLabel("app.kubernetes.io/name", workload).list().getItems();
    }

    private static Container sidecar(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getInitContainers().getFirst();
    }

    /** Changes what the sidecar of every pod of service-a has in its environment. */
    private static Consumer<Target> environment(Consumer<List<EnvVar>> change) {
        return target -> serviceA(target).edit(deployment -> {
            change.accept(sidecar(deployment).getEnv());
            return deployment;
        });
    }

    /** The sidecar gets a host to listen on, or loses it. */
    private static Consumer<Target> listensOn(String host) {
        return environment(env -> {
            env.removeIf(variable -> variable.getName().equals("QUARKUS_HTTP_HOST"));
            if (host != null) {
                env.add(new EnvVarBuilder().withName("QUARKUS_HTTP_HOST").withValue(host).build());
            }
        });
    }

    @Produces
    @Singleton
    Mutation listensOnAllAddresses() {
        return Mutation.of("sidecar-listens-on-all-addresses", listensOn("0.0.0.0"), listensOn(null),
                Sign.of("localhost/sidecar-closed-to-(same-node|other-node|node)", Sign.ANSWERED));
    }

    private static Consumer<Target> isAt(String field) {
        EnvVar address = new EnvVarBuilder().withName("POD_IP").withNewValueFrom().withNewFieldRef().withFieldPath(field).endFieldRef()
                .endValueFrom().build();
        return environment(env -> env.replaceAll(variable -> variable.getName().equals("POD_IP") ? address : variable));
    }

    /** At the node's address. Not at one of its own: beside a value that it did not write, `make deploy` could not put this field back. */
    @Produces
    @Singleton
    Mutation saysItIsElsewhere() {
        return Mutation.of("sidecar-says-it-is-elsewhere", isAt("status.hostIP"), isAt("status.podIP"),
                Sign.of("localhost/sidecar-from-same-pod", "service-a-\\S+ says its IP is \\S+, the API server says"),
                Sign.of("localhost/one-pod-two-containers", "IP addresses \\S+ and \\S+ where there should be one and the same"));
    }

    /** In the pod of an agent. What was put into a pod so late cannot be taken out again: it goes with the pod, and another one comes. */
    @Produces
    @Singleton
    Mutation onAnotherPodsLocalhost() {
        return Mutation.of("sidecar-on-another-pods-localhost", SidecarMutations::intrude,
                target -> pods(target, "agent").stream().filter(SidecarMutations::hasIntruder)
                        .forEach(pod -> remove(target, pod)),
                Sign.of("localhost/another-pods-localhost", Sign.ANSWERED + " 127\\.0\\.0\\.1"));
    }

    /** Until it is gone: its controller counts it among the available ones for a moment longer. */
    private static void remove(Target target, Pod pod) {
        target.client().resource(pod).withGracePeriod(1).delete();
        target.client().resource(pod).waitUntilCondition(Objects::isNull, 1, TimeUnit.MINUTES);
    }

    private static boolean hasIntruder(Pod pod) {
        return pod.getSpec().getEphemeralContainers().stream().anyMatch(container -> container.getName().equals(INTRUDER));
    }

    private static void intrude(Target target) {
        Container like = sidecar(serviceA(target).require());
        Pod agent = pods(target, "agent").getFirst();
        target.client().pods().inNamespace(target.namespace()).withName(agent.getMetadata().getName()).ephemeralContainers().edit(pod ->
                hasIntruder(pod) ? pod : intruded(pod, like));
    }

    /** @param like what listens on that localhost from now on */
    static Pod intruded(Pod pod, Container like) {
        return new PodBuilder(pod).editSpec().addNewEphemeralContainer().withName(INTRUDER).withImage(like.getImage())
                .withImagePullPolicy(like.getImagePullPolicy()).withEnv(like.getEnv()).withSecurityContext(like.getSecurityContext())
                .endEphemeralContainer().endSpec().build();
    }

    /** service-a is not ready without its sidecar, so every name of service-a's is without an endpoint. */
    @Produces
    @Singleton
    Mutation gone() {
        return Mutation.of("sidecar-gone-so-not-ready",
                target -> pods(target, "service-a").forEach(pod -> target.client().resource(pod).edit(old -> {
                    old.getSpec().getInitContainers().getFirst().setImage("naming-of-cats/no-such-image:dev");
                    return old;
                })),
                target -> pods(target, "service-a").stream()
                        .filter(pod -> pod.getSpec().getInitContainers().getFirst().getImage().contains("no-such-image"))
                        .forEach(pod -> remove(target, pod)),
                Sign.of("localhost/sidecar-from-same-pod", "no pod with a sidecar is ready"),
                Sign.of("cluster-ip/service-a-by-ip-from-(node|other-node)", Sign.NO_ENDPOINT),
                Sign.of("cluster-ip/service-a-by-name-.*", Sign.NO_ENDPOINT), Sign.of("node-port/service-a-.*", Sign.NO_ENDPOINT),
                Sign.of("load-balancer/service-a-.*", Sign.NOTHING_TO_BALANCE),
                Sign.of("(ingress|gateway)/mypathA-(from|and).*", Sign.NO_UPSTREAM));
    }
}
