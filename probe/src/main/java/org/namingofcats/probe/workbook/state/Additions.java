package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.cli.ExitCode;
import org.namingofcats.probe.cli.ProbeException;

/**
 * What was added to the lab by hand: objects of the lab's own namespace, of the kinds that the pages let a learner make,
 * that no manifest declares and no other object owns. Other namespaces are none of our business.
 */
public final class Additions {
    private static final List<ResourceDefinitionContext> KINDS = List.of(
            kind("", "Service", "services"), kind("", "ConfigMap", "configmaps"), kind("", "Pod", "pods"),
            kind("apps", "Deployment", "deployments"), kind("networking.k8s.io", "Ingress", "ingresses"),
            kind("networking.k8s.io", "NetworkPolicy", "networkpolicies"), kind("projectcontour.io", "HTTPProxy", "httpproxies"),
            kind("policy", "PodDisruptionBudget", "poddisruptionbudgets"),
            kind("gateway.networking.k8s.io", "HTTPRoute", "httproutes"));
    /** Put into every namespace by a controller. */
    private static final String ROOT_CA = "kube-root-ca.crt";
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
        var own = client.namespaces().withName(namespace).get();
        if (own == null || own.getMetadata().getLabels() == null || !"naming-of-cats".equals(own.getMetadata().getLabels().get(PART_OF))) {
            throw new ProbeException(ExitCode.USAGE, "namespace " + namespace + " is not a lab's: it has no label " + PART_OF
                    + "=naming-of-cats", "choose another with --namespace");
        }
        List<GenericKubernetesResource> found = new ArrayList<>();
        KINDS.forEach(kind -> there(kind).stream()
                .filter(object -> object.getMetadata().getOwnerReferences().isEmpty())
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .filter(object -> !object.getMetadata().getName().equals(ROOT_CA) && !declared(object)).forEach(found::add));
        found.sort(java.util.Comparator.comparing((HasMetadata object) -> object.getKind()).thenComparing(object -> object.getMetadata().getName()));
        return found;
    }

    /** None, where the cluster does not know the kind. */
    private List<GenericKubernetesResource> there(ResourceDefinitionContext kind) {
        try {
            return client.genericKubernetesResources(kind).inNamespace(namespace).list().getItems();
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

    private boolean declared(HasMetadata object) {
        return declared.stream().anyMatch(other -> other.getKind().equals(object.getKind())
                && other.getMetadata().getName().equals(object.getMetadata().getName())
                && namespace.equals(other.getMetadata().getNamespace()));
    }
}
