package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.grant.Grant;
import org.namingofcats.probe.grant.Grants;
import org.namingofcats.probe.grant.Refused;
import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.SilentLine;

/** A user may look where the lab was, and not where others are. */
@EnableKubernetesMockClient(crud = true)
class ByHandTest {
    static KubernetesClient client;
    static KubernetesMockServer server;

    private final Lab lab = SmallLab.with(request -> null);

    @BeforeAll
    static void cluster() {
        for (int i = 1; i <= 2; i++) {
            String range = "10.244." + i + ".0/24";
            client.resource(new NodeBuilder().withNewMetadata().withName("node" + i).endMetadata()
                    .withNewSpec().withPodCIDR(range).withPodCIDRs(range, "fd00:10:244:" + i + "::/64").endSpec().build()).create();
        }
        client.resource(new ServiceBuilder().withNewMetadata().withName("theirs").withNamespace("default").endMetadata()
                .withNewSpec().addNewPort().withPort(80).withNodePort(30_999).endPort().endSpec().build()).create();
    }

    /** The server of the test knows nothing of this selector, which a real one has for pods. */
    @BeforeEach
    void pods() {
        pod("10.244.1.5", "kube-system");
        pod("10.244.1.6", "naming-of-cats");
    }

    private static void pod(String ip, String namespace) {
        server.expect().get().withPath("/api/v1/pods?fieldSelector=status.podIP%3D" + ip).andReturn(200, new PodListBuilder()
                .addNewItem().withNewMetadata().withName("pod").withNamespace(namespace).endMetadata().endItem().build()).always();
    }

    private boolean named(String url, Lab seen) throws Refused {
        Run run = new Run("token");
        new ByHand(client, "naming-of-cats", seen).name(url, run);
        Grant grant = new Grants("token").read(run.grant(url));
        URI uri = grant.targets().isEmpty() ? null : URI.create(url);
        return uri != null && grant.covers(InetAddress.ofLiteral(uri.getHost()), uri.getPort() == -1 ? 80 : uri.getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.244.1.77:8080/", "http://10.244.2.254/x", "http://10.244.1.6:8080/", "http://172.18.0.2:31234/", "http://172.18.0.3:30000/"})
    void whereTheLabMayHaveBeenIsNamed(String url) throws Refused {
        assertTrue(named(url, lab));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://10.244.1.5:9153/", "http://[fd00:10:244:1::5]:9153/",      // a pod of another namespace, by both of its addresses
        "http://10.244.2.66:8001/",     // the ingress controller's
        "http://10.96.0.10:9153/",      // another Service
        "http://10.96.0.1:443/", "http://172.18.0.2:6443/", "http://172.18.0.2:10250/", "http://172.18.0.2:80/",
        "http://172.18.0.2:30999/",     // another namespace's node port
        "http://172.18.0.9:31234/",     // no node
        "http://172.18.0.2:29999/", "http://172.18.0.2:32768/",
        "http://10.244.3.1:8080/",      // no node's range
        "http://8.8.8.8/", "http://169.254.169.254/", "http://127.0.0.1:10250/", "http://kubernetes.default/", "http://service-b/",
        "cat", "", "http://", "file:///etc/passwd", "http://a b/", "http://[fd00::1]/"})
    void whatIsSomebodyElsesIsNot(String url) throws Refused {
        assertFalse(named(url, lab));
    }

    @Test
    void theNodesOwnEndsOfThePodsLinksAreNot() throws Refused {
        Lab known = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), lab.agents(),
                Map.of("10.244.1.1", new Lab.Owner(Lab.Owner.NODE, "worker")));
        assertFalse(named("http://10.244.1.1:6443/", known));
        Lab unknown = new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), List.of(), Map.of());
        assertFalse(named("http://10.244.1.77:8080/", unknown), "without node agents nobody knows which these are");
        Agent silent = new Agent(Agent.Place.NODE, "worker2", "uid-n2", new SilentLine("it is not ready"));
        List<Agent> agents = lab.agents().stream().map(agent -> agent.name().equals(silent.name()) ? silent : agent).toList();
        assertFalse(named("http://10.244.1.77:8080/", new Lab(lab.nodes(), lab.pods(), lab.services(), lab.routes(), agents, Map.of())), "nor where one does not tell");
    }
}
