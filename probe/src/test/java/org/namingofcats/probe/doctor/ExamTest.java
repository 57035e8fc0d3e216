package org.namingofcats.probe.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Outside;

@EnableKubernetesMockClient(crud = true)
class ExamTest {
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    KubernetesMockServer server;
    KubernetesClient client;

    private static Map<String, Finding> byName(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::what, finding -> finding));
    }

    private Map<String, Finding> cluster() {
        return byName(new ClusterExam(client).look());
    }

    private Map<String, Finding> lab(Outside outside) {
        return byName(new LabExam(client, "cats", Optional.ofNullable(outside)).look());
    }

    private void node(String name, String ready) {
        client.resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata()
                .withNewStatus().addNewCondition().withType("Ready").withStatus(ready).endCondition().endStatus().build()).create();
    }

    private void balanced(String name, String address) {
        client.resource(new ServiceBuilder().withNewMetadata().withName(name).withNamespace("cats").endMetadata()
                .withNewSpec().withType("LoadBalancer").endSpec()
                .withNewStatus().withNewLoadBalancer().addNewIngress().withIp(address).endIngress().endLoadBalancer().endStatus().build()).create();
    }

    private void workload(int ready, int replicas) {
        client.resource(new DeploymentBuilder().withNewMetadata().withName("service-a").withNamespace("cats").endMetadata()
                .withNewSpec().withReplicas(replicas).endSpec().withNewStatus().withReadyReplicas(ready).endStatus().build()).create();
    }

    private void agents(String namespace, int ready) {
        client.resource(new DaemonSetBuilder().withNewMetadata().withName("agent").withNamespace(namespace).endMetadata()
                .withNewStatus().withDesiredNumberScheduled(3).withNumberReady(ready).endStatus().build()).create();
    }

    private void review(boolean allowed) {
        review(asked -> allowed);
    }

    /** @param allowed is given the whole question */
    private void review(Predicate<String> allowed) {
        server.expect().post().withPath(REVIEWS).andReply(201, request -> new SelfSubjectAccessReviewBuilder().withNewStatus()
                .withAllowed(allowed.test(request.getBody().readUtf8())).endStatus().build()).always();
    }

    @Test
    void a_node_that_is_not_ready_is_named() {
        node("worker", "True");
        node("worker2", "Unknown");
        assertEquals(Verdict.FAIL, cluster().get("nodes").verdict());
        assertEquals("not ready: worker2", cluster().get("nodes").seen());
    }

    @Test
    void one_node_will_do_and_two_are_well() {
        node("worker", "True");
        assertEquals(Verdict.SKIPPED, cluster().get("nodes").verdict());
        node("worker2", "True");
        assertEquals(Verdict.PASS, cluster().get("nodes").verdict());
    }

    @Test
    void whoever_asks_for_an_address_and_gets_none_misses_a_load_balancer() {
        assertEquals(Verdict.INCONCLUSIVE, cluster().get("load balancer").verdict());
        balanced("a", null);
        assertEquals(Verdict.SKIPPED, cluster().get("load balancer").verdict());
        balanced("b", "172.18.255.1");
        assertEquals("1 addresses given, for 2 Services", cluster().get("load balancer").seen());
    }

    @Test
    void ingress_classes_are_listed() {
        assertEquals(Verdict.SKIPPED, cluster().get("ingress class").verdict());
        client.resource(new IngressClassBuilder().withNewMetadata().withName("contour").endMetadata().build()).create();
        assertEquals("contour", cluster().get("ingress class").seen());
    }

    @Test
    void what_an_account_may_not_see_is_unknown_not_missing() {
        server.expect().get().withPath("/api/v1/nodes").andReturn(403, "").always();
        assertEquals(Verdict.INCONCLUSIVE, cluster().get("nodes").verdict());
        assertTrue(cluster().get("nodes").remedy().contains("rbac.yaml"));
    }

    @Test
    void no_dns_is_missing() {
        assertEquals(Verdict.FAIL, cluster().get("cluster DNS").verdict());
        dns("kube-dns-1", false);
        assertEquals(Verdict.FAIL, cluster().get("cluster DNS").verdict());
        dns("kube-dns-2", true);
        assertEquals(Finding.well("cluster DNS", "1 pods answer for kube-dns"), cluster().get("cluster DNS"));
    }

    private void dns(String slice, boolean ready) {
        client.resource(new EndpointSliceBuilder().withNewMetadata().withName(slice).withNamespace("kube-system")
                .addToLabels("kubernetes.io/service-name", "kube-dns").endMetadata()
                .addNewEndpoint().addToAddresses("10.244.0.2").withNewConditions().withReady(ready).endConditions().endEndpoint().build()).create();
    }

    @Test
    void what_a_cluster_does_not_know_can_be_done_without_and_what_it_does_not_tell_is_unknown() {
        assertEquals(Verdict.SKIPPED, refused(404).verdict());
        assertEquals(Verdict.INCONCLUSIVE, refused(500).verdict());
        assertEquals("busy", refused(500).seen());
    }

    private static Finding refused(int status) {
        return ClusterExam.allowed("gateway class", () -> {
            throw new KubernetesClientException("busy\nindeed", status, null);
        });
    }

    @Test
    void an_empty_namespace_has_no_lab_and_each_part_says_so() {
        review(true);
        Map<String, Finding> seen = lab(null);
        assertEquals(Verdict.PASS, seen.get("permission").verdict());
        assertEquals(Verdict.FAIL, seen.get("run token").verdict());
        assertEquals("none in namespace cats", seen.get("workloads").seen());
        assertEquals("0 of 0 ready in namespace cats-nodes", seen.get("node agents").seen());
        assertEquals(Verdict.SKIPPED, seen.get("outside").verdict());
    }

    @Test
    void a_whole_lab_is_well() {
        review(true);
        workload(2, 2);
        client.resource(new SecretBuilder().withNewMetadata().withName("run-token").withNamespace("cats").endMetadata().build()).create();
        agents("cats", 3);
        agents("cats-nodes", 3);
        assertTrue(lab(Outside.at(URI.create("http://127.0.0.1:8082"))).values().stream().allMatch(finding -> finding.verdict() == Verdict.PASS));
    }

    @Test
    void an_agent_outside_whose_container_is_stopped_is_missing() {
        review(true);
        assertEquals(Finding.missing("outside", "the container cats-outside is stopped", "`make deploy` makes it anew"),
                lab(Outside.stopped("cats-outside")).get("outside"));
    }

    @Test
    void agents_of_either_kind_are_missed() {
        review(true);
        agents("cats", 1);
        agents("cats-nodes", 3);
        Map<String, Finding> seen = lab(null);
        assertEquals(Verdict.PASS, seen.get("node agents").verdict());
        assertEquals(Verdict.FAIL, seen.get("pod agents").verdict());
        assertEquals("1 of 3 ready in namespace cats", seen.get("pod agents").seen());
    }

    @Test
    void a_workload_that_is_not_ready_is_counted() {
        review(true);
        workload(1, 2);
        assertEquals("service-a 1 of 2 ready", lab(null).get("workloads").seen());
    }

    /** As somebody leaves it who breaks it and is killed. */
    @Test
    void a_workload_that_is_to_have_no_pod_is_not_well() {
        review(true);
        workload(0, 0);
        assertEquals(Verdict.FAIL, lab(null).get("workloads").verdict());
        assertEquals("service-a is scaled to none", lab(null).get("workloads").seen());
    }

    @Test
    void a_right_that_is_refused_is_named() {
        review(false);
        Finding permission = lab(null).get("permission");
        assertEquals(Verdict.FAIL, permission.verdict());
        assertTrue(permission.seen().contains("create pods/proxy in cats, "), permission.seen());
    }

    @Test
    void a_right_is_needed_where_the_agents_on_nodes_are_as_well() {
        review(asked -> !asked.contains("cats-nodes"));
        assertEquals("this account may not: list pods in cats-nodes, get pods/proxy in cats-nodes, create pods/proxy in cats-nodes",
                lab(null).get("permission").seen());
    }

    @Test
    void who_may_order_an_agent_and_not_ask_who_it_is_may_too_little() {
        review(asked -> !asked.contains("\"get\""));
        assertEquals(Verdict.FAIL, lab(null).get("permission").verdict());
    }
}
