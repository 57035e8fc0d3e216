package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * What was added to the lab by hand: objects of the lab's own namespaces, of kinds that make pods or lead to them, that no manifest declares and
 * no other object owns. Not of every kind: some, such as Secrets, clusters put into every namespace by themselves, and some are only another
 * view of something else. Other namespaces are none of our business.
 */
public final class Additions {
    private static final List<ResourceDefinitionContext> KINDS = List.of(
            kind("", "Service", "services"), kind("", "ConfigMap", "configmaps"), kind("", "Pod", "pods"),
            kind("", "PersistentVolumeClaim", "persistentvolumeclaims"), kind("apps", "Deployment", "deployments"),
            kind("apps", "ReplicaSet", "replicasets"), kind("apps", "DaemonSet", "daemonsets"), kind("apps", "StatefulSet", "statefulsets"),
            kind("batch", "CronJob", "cronjobs"), kind("batch", "Job", "jobs"),
            kind("autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            kind("discovery.k8s.io", "EndpointSlice", "endpointslices"), kind("networking.k8s.io", "Ingress", "ingresses"),
            kind("networking.k8s.io", "NetworkPolicy", "networkpolicies"), kind("projectcontour.io", "HTTPProxy", "httpproxies"),
            kind("policy", "PodDisruptionBudget", "poddisruptionbudgets"), kind("gateway.networking.k8s.io", "Gateway", "gateways"),
            kind("gateway.networking.k8s.io", "HTTPRoute", "httproutes"));
    /** Put into every namespace by a controller. */
    private static final String ROOT_CA = "kube-root-ca.crt";
    /** Where the lab's agents on the nodes are. */
    private static final String NODES = "-nodes";
    private static final String PART_OF = "app.kubernetes.io/part-of";

    private final KubernetesClient client;
    private final String namespace;
    private final List<HasMetadata> declared;

    /** @param declared as {@link Manifests} reads them */
    public Additions(KubernetesClient client, String namespace, List<HasMetadata> declared) {
        this.client = client;
        this.namespace = namespace;
        this.declared = declared;
    }

    /**
     * What is there.
     *
     * @throws ProbeException when the namespace is not a lab's
     */
    public List<GenericKubernetesResource> find() {
        if (!isLabs(namespace)) {
            throw new ProbeException(ExitCode.USAGE, "namespace " + namespace + " is not a lab's: it has no label " + PART_OF
                    + "=naming-of-cats", "choose another with --namespace");
        }
        return Stream.of(namespace, namespace + NODES).filter(this::isLabs)
                .flatMap(where -> KINDS.stream().flatMap(kind -> there(kind, where).stream()))
                .filter(object -> object.getMetadata().getOwnerReferences().isEmpty())
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .filter(object -> !object.getMetadata().getName().equals(ROOT_CA) && !isDeclared(object) && !isDeployed(object))
                .sorted(Comparator.comparing((GenericKubernetesResource object) -> object.getMetadata().getNamespace())
                        .thenComparing(object -> object.getKind()).thenComparing(object -> object.getMetadata().getName())).toList();
    }

    private boolean isLabs(String where) {
        Namespace there = client.namespaces().withName(where).get();
        return there != null && there.getMetadata().getLabels() != null
                && "naming-of-cats".equals(there.getMetadata().getLabels().get(PART_OF));
    }

    /** None, where the cluster does not know the kind. */
    private List<GenericKubernetesResource> there(ResourceDefinitionContext kind, String where) {
        try {
            return client.genericKubernetesResources(kind).inNamespace(where).list().getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    private static ResourceDefinitionContext kind(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder().withGroup(group).withVersion("v1").withKind(kind).withPlural(plural)
                .withNamespaced(true).build();
    }

    private boolean isDeclared(HasMetadata object) {
        return declared.stream().anyMatch(other -> other.getKind().equals(object.getKind())
                && other.getMetadata().getName().equals(object.getMetadata().getName())
                && object.getMetadata().getNamespace().equals(other.getMetadata().getNamespace()));
    }

    /** The lab's own of another time, which the manifests at hand do not know. */
    private static boolean isDeployed(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream().anyMatch(by -> Restorer.MANAGER.equals(by.getManager()));
    }
}
