package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;

/** Pods that are gone, or say they are somebody else; and no DNS. */
@Singleton
class WorkloadMutations {
    private static final String FORGER = "forger";
    private static final String FORGED = "pod " + FORGER + "-\\S+ \\(service-b\\) answered, which is none of those expected";

    /** No pod of it is left, until it has as many again as it had. */
    private static Mutation scaledToNone(String name, Function<Target, Resource<Deployment>> which, Sign... expected) {
        BiConsumer<Deployment, String> scaled = (deployment, replicas) -> deployment.getSpec().setReplicas(Integer.valueOf(replicas));
        return Mutation.of(name, target -> target.change(which.apply(target), deployment -> deployment.getSpec().getReplicas().toString(), scaled, "0"),
                target -> target.putBack(which.apply(target), scaled), expected);
    }

    @Produces
    @Singleton
    Mutation noDns() {
        return scaledToNone("no-dns", target -> target.client().apps().deployments().inNamespace("kube-system").withName("coredns"),
                Sign.of("cluster-ip/.*-by-name-.*", "DNS: no address for"));
    }

    @Produces
    @Singleton
    Mutation noPodLeft() {
        return scaledToNone("no-pod-left", target -> target.client().apps().deployments().inNamespace(target.namespace()).withName("service-b"),
                Sign.of("cluster-ip/service-b-by-.*", Sign.NO_ENDPOINT), Sign.of("node-port/service-b-.*", Sign.NO_ENDPOINT),
                Sign.of("load-balancer/service-b-.*-from-.*", Sign.NOTHING_TO_BALANCE),
                Sign.of("(ingress|gateway)/(myPathB|header-x-cat)-(from|and).*", Sign.NO_UPSTREAM));
    }

    /**
     * One more pod behind service-b on each node that has one of its pods, which says that it is another one than the API server
     * knows. On each: a Service that keeps to the node where a request arrives would pass by one on another node.
     */
    @Produces
    @Singleton
    Mutation forgedPassport() {
        return Mutation.of("passport-forged-by-a-wrong-pod", WorkloadMutations::addForgers,
                target -> target.client().resourceList(forgers(target)).withGracePeriod(0).delete(),
                Stream.of("pod-ip/from-.*", "cluster-ip/service-b-by-.*", "node-port/service-b-.*", "load-balancer/service-b-.*-from-.*",
                        "(ingress|gateway)/(myPathB|header-x-cat)-(from|and).*").map(checks -> Sign.of(checks, FORGED)).toArray(Sign[]::new));
    }

    private static List<Pod> forgers(Target target) {
        return target.client().pods().inNamespace(target.namespace()).withLabel(FORGER).list().getItems();
    }

    private static void addForgers(Target target) {
        PodTemplateSpec model = target.client().apps().deployments().inNamespace(target.namespace()).withName("service-b").get()
                .getSpec().getTemplate();
        PodSpec spec = model.getSpec();
        spec.setTopologySpreadConstraints(List.of());
        List<EnvVar> env = new ArrayList<>(spec.getContainers().getFirst().getEnv());
        env.removeIf(variable -> variable.getName().equals("POD_UID"));
        env.add(new EnvVarBuilder().withName("POD_UID").withValue("00000000-0000-0000-0000-000000000000").build());
        spec.getContainers().getFirst().setEnv(env);
        target.lab().pods().stream().filter(pod -> pod.workload().equals("service-b")).map(Lab.Pod::node).distinct().forEach(node -> {
            spec.setNodeName(node);
            target.client().resource(new PodBuilder().withNewMetadata().withGenerateName(FORGER + "-").withNamespace(target.namespace())
                    .withLabels(model.getMetadata().getLabels()).addToLabels(FORGER, "").endMetadata().withSpec(spec).build()).create();
        });
    }
}
