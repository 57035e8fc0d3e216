package org.namingofcats.probe.doctor;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.vantage.Outside;

/** Whether the lab is there and could be verified. What a verification would find is not looked for: see {@code verify}. */
public final class LabExam {
    private final KubernetesClient client;
    private final String namespace;
    private final Optional<Outside> outside;

    /**
     * @param namespace the lab's
     * @param outside   the agent outside, if there is one
     */
    public LabExam(KubernetesClient client, String namespace, Optional<Outside> outside) {
        this.client = client;
        this.namespace = namespace;
        this.outside = outside;
    }

    /** One finding for each part. */
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(ClusterExam.allowed("permission", this::permission));
        findings.add(ClusterExam.allowed("run token", this::token));
        findings.add(ClusterExam.allowed("workloads", this::workloads));
        findings.add(ClusterExam.allowed("pod agents", () -> agents("pod agents", namespace)));
        findings.add(ClusterExam.allowed("node agents", () -> agents("node agents", namespace + "-nodes")));
        findings.add(outside.map(LabExam::outside).orElseGet(() -> Finding.spare("outside",
                "no agent: what is asked from outside is skipped", "`make deploy` starts one; elsewhere say where with --outside")));
        return findings;
    }

    private static Finding outside(Outside agent) {
        return agent.base() != null ? Finding.well("outside", "an agent at " + agent.base())
                : Finding.missing("outside", agent.trouble(), agent.remedy());
    }

    /** The API server says itself what this account may do. */
    private Finding permission() {
        String refused = Stream.concat(
                        Stream.of(namespace, namespace + "-nodes").flatMap(where -> Stream.of(right(where, "list", "", "pods", null),
                                right(where, "get", "", "pods", "proxy"), right(where, "create", "", "pods", "proxy"))),
                        Stream.of(right(namespace, "list", "", "services", null),
                                right(namespace, "list", "discovery.k8s.io", "endpointslices", null),
                                right(namespace, "list", "networking.k8s.io", "ingresses", null)))
                .filter(Objects::nonNull).collect(Collectors.joining(", "));
        return refused.isEmpty() ? Finding.well("permission", "this account may look, and have agents dial")
                : Finding.missing("permission", "this account may not: " + refused, "grant what k8s/base/rbac.yaml lists for the probe");
    }

    /** What is refused, {@code null} if it is not. */
    private String right(String where, String verb, String group, String resource, String part) {
        var review = client.authorization().v1().selfSubjectAccessReview().create(
                new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes().withNamespace(where).withVerb(verb)
                        .withGroup(group).withResource(resource).withSubresource(part).endResourceAttributes().endSpec().build());
        return Boolean.TRUE.equals(review.getStatus().getAllowed()) ? null
                : verb + " " + resource + (part == null ? "" : "/" + part) + " in " + where;
    }

    private Finding token() {
        return client.secrets().inNamespace(namespace).withName("run-token").get() != null ? Finding.well("run token", "Secret run-token")
                : Finding.missing("run token", "no Secret run-token in namespace " + namespace, "`make deploy` writes one");
    }

    private Finding workloads() {
        List<Deployment> all = client.apps().deployments().inNamespace(namespace).list().getItems();
        if (all.isEmpty()) {
            return Finding.missing("workloads", "none in namespace " + namespace, "`make deploy` brings them");
        }
        String sick = all.stream()
                .filter(one -> count(one.getStatus().getReadyReplicas()) < Math.max(1, count(one.getSpec().getReplicas())))
                .map(one -> one.getMetadata().getName() + (count(one.getSpec().getReplicas()) == 0 ? " is scaled to none"
                        : " " + count(one.getStatus().getReadyReplicas()) + " of " + count(one.getSpec().getReplicas()) + " ready"))
                .collect(Collectors.joining(", "));
        return sick.isEmpty() ? Finding.well("workloads", all.stream()
                        .map(one -> one.getMetadata().getName() + " ×" + count(one.getStatus().getReadyReplicas())).collect(Collectors.joining(", ")))
                : Finding.missing("workloads", sick, "`kubectl -n " + namespace + " get pods` tells why; `make deploy` deploys anew");
    }

    private Finding agents(String what, String where) {
        List<DaemonSet> sets = client.apps().daemonSets().inNamespace(where).list().getItems();
        int wanted = sets.stream().mapToInt(set -> count(set.getStatus().getDesiredNumberScheduled())).sum();
        int ready = sets.stream().mapToInt(set -> count(set.getStatus().getNumberReady())).sum();
        return wanted > 0 && ready == wanted ? Finding.well(what, ready + " ready")
                : Finding.missing(what, ready + " of " + wanted + " ready in namespace " + where,
                        "`kubectl -n " + where + " get pods` tells why; `make deploy` deploys anew");
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
