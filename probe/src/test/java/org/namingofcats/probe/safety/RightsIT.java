package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code kubectl auth can-i --list} says of every account of the lab is what {@code rights.txt} says, no more and no less. */
class RightsIT {
    /** The last stands for every namespace that is not the lab's. */
    private static final List<String> NAMESPACES = List.of(LiveCluster.LAB, LiveCluster.NODES, "kube-system");

    /** One line a right, without those that every account of the cluster has. */
    private static Set<String> rights(String home, String account) {
        var where = new TreeMap<String, Set<String>>();
        try (KubernetesClient client = LiveCluster.as(home, account); KubernetesClient nobody = LiveCluster.as(home, "has-no-rights")) {
            for (String namespace : NAMESPACES) {
                Set<String> rules = rules(client, namespace);
                rules.removeAll(rules(nobody, namespace));
                rules.forEach(rule -> where.computeIfAbsent(rule, none -> new TreeSet<>()).add(namespace));
            }
        }
        return where.entrySet().stream().map(rule -> account + " in "
                + (rule.getValue().size() == NAMESPACES.size() ? "every namespace" : String.join(", ", rule.getValue()))
                + ": " + rule.getKey()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rules(KubernetesClient client, String namespace) {
        var review = new SelfSubjectRulesReviewBuilder().withNewSpec().withNamespace(namespace).endSpec().build();
        var status = client.authorization().v1().selfSubjectRulesReview().create(review).getStatus();
        var rules = new TreeMap<String, Set<String>>();
        status.getResourceRules().forEach(rule -> resources(rule).forEach(resource ->
                rules.computeIfAbsent(resource, none -> new TreeSet<>()).addAll(rule.getVerbs())));
        status.getNonResourceRules().forEach(rule -> rule.getNonResourceURLs().forEach(url ->
                rules.computeIfAbsent(url, none -> new TreeSet<>()).addAll(rule.getVerbs())));
        return rules.entrySet().stream().map(rule -> String.join(" ", rule.getValue()) + " " + rule.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> resources(ResourceRule rule) {
        var resources = new TreeSet<String>();
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                String full = group.isEmpty() ? resource : resource + "." + group;
                resources.addAll(rule.getResourceNames() == null || rule.getResourceNames().isEmpty() ? Set.of(full)
                        : rule.getResourceNames().stream().map(name -> full + "/" + name).toList());
            }
        }
        return resources;
    }

    private static String expected() throws IOException {
        try (InputStream file = RightsIT.class.getResourceAsStream("/rights.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void everyAccountMayDoWhatIsWrittenAndNoMore() throws IOException {
        var lines = new TreeSet<String>();
        try (KubernetesClient client = LiveCluster.client()) {
            List.of(LiveCluster.LAB, LiveCluster.NODES).forEach(namespace ->
                    client.serviceAccounts().inNamespace(namespace).list().getItems().forEach(account -> {
                        Set<String> rights = rights(namespace, account.getMetadata().getName());
                        lines.addAll(rights.isEmpty() ? Set.of(account.getMetadata().getName() + " of " + namespace + ": nothing") : rights);
                    }));
        }
        assertEquals(expected(), String.join("\n", lines));
    }
}
