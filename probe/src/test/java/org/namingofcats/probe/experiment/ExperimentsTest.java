package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.vantage.Agent.Place;

/** What the experiments plan, without changing anything. */
@QuarkusTest
@EnableKubernetesMockClient
class ExperimentsTest {
    static KubernetesClient client;
    static KubernetesMockServer server;

    @Inject
    @All
    List<Experiment> all;

    @Inject
    @All
    List<NetworkPath> paths;

    private final Lab lab = SmallLab.with(request -> null);

    private List<Check> plan(Lab of, boolean allowed) {
        server.expect().post().withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                .andReturn(201, """
                        {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                         "spec": {}, "status": {"allowed": %s}}""".formatted(allowed)).times(allowed ? 3 : 1); // to list namespaces, to make one, and to patch it
        return planned(of);
    }

    private List<Check> planned(Lab of) {
        Config impatient = new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
        try (KubernetesClient once = new KubernetesClientBuilder().withConfig(impatient).build()) {
            Experiments experiments = new Experiments(all, once, null, "naming-of-cats");
            return paths.stream().flatMap(path -> experiments.of(path.name(), of).stream()).toList();
        }
    }

    private static Set<String> skipped(List<Check> plan) {
        return plan.stream().filter(Check.Skipped.class::isInstance).map(Check::id).collect(Collectors.toSet());
    }

    @Test
    void everyExperimentBelongsToAPathAndIsThereOnce() {
        List<Check> plan = plan(lab, true);
        assertEquals(all.size(), plan.size(), "one whose path is not known would not be made");
        assertEquals(all.size(), plan.stream().map(Check::id).distinct().count());
        assertTrue(skipped(plan).isEmpty(), () -> "this lab has all that is needed: " + skipped(plan));
    }

    @Test
    void whoMayNotMakeANamespaceIsToldSo() {
        List<Check> plan = plan(lab, false);
        assertEquals(all.size(), skipped(plan).size());
        assertTrue(((Check.Skipped) plan.getFirst()).reason().contains("may not list, make and patch namespaces"));
    }

    /** A stage begins with a look for what other runs have left. */
    @Test
    void threeRightsAreNeeded() {
        String answer = "{\"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SelfSubjectAccessReview\", \"spec\": {}, \"status\": {\"allowed\": %s}}";
        server.expect().post().withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews").andReturn(201, answer.formatted(true)).times(2);
        server.expect().post().withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews").andReturn(201, answer.formatted(false)).once();
        assertEquals(all.size(), skipped(planned(lab)).size());
    }

    /** Not to be told is no want of the user's: a good run would have left all of them out. */
    @Test
    void whomTheApiServerDoesNotTellTriesIt() {
        server.expect().post().withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews").andReturn(500, "busy").once();
        List<Check> plan = planned(lab);
        assertTrue(skipped(plan).isEmpty(), () -> "nobody said that they cannot be made: " + skipped(plan));
    }

    @Test
    void whoMayNotEvenAskMayNotMakeANamespace() {
        server.expect().post().withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews").andReturn(403, "{}").once();
        assertEquals(all.size(), skipped(planned(lab)).size(), "and is asked once");
    }

    @Test
    void whatTheClusterLacksIsSkipped() {
        Lab bare = new Lab(lab.nodes(), lab.pods(), lab.services("ClusterIP"), List.of(), lab.agents(Place.POD), lab.owners());
        Set<String> skipped = skipped(plan(bare, true));
        assertTrue(skipped.containsAll(Set.of("load-balancer/source-ranges", "ingress/a-denied-client-gets-403",
                "node-port/closed-after-its-service", "node-port/a-taken-port-is-refused")), skipped::toString);
        assertFalse(skipped.contains("pod-ip/old-address-after-replacement"), "that needs no more than pods");
    }
}
