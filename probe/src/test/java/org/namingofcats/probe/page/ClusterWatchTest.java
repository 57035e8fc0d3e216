package org.namingofcats.probe.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an API server's watches tell becomes what the page shows. */
@EnableKubernetesMockClient(crud = true)
@Timeout(60)
class ClusterWatchTest {
    static KubernetesClient client;

    private final Feed feed = new Feed(new ObjectMapper());

    private static PodBuilder pod(String name) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace("naming-of-cats").addToLabels("app.kubernetes.io/name", "service-b")
                .endMetadata().withNewSpec().withNodeName("worker").addNewContainer().withName("b").addNewPort().withName("http")
                .withContainerPort(8080).endPort().endContainer().endSpec()
                .withNewStatus().withPhase("Running").withPodIP("10.244.1.7").endStatus();
    }

    /** Pods by name: whether they are ready, whether they end. */
    private Map<String, String> pods() {
        Map<String, String> pods = new TreeMap<>();
        try (Reader reader = feed.read()) {
            reader.table().stream().filter(entry -> entry.topic().equals("pod")).map(Entry::value).forEach(pod -> pods.put(
                    pod.get("name").asText(), pod.get("workload").asText() + " " + pod.get("ready").asBoolean() + " " + pod.get("deleting").asBoolean()));
        }
        return pods;
    }

    @Test
    void aPodIsFollowedFromItsBeginningToItsEnd() {
        client.resource(pod("b-1").build()).create();
        try (ClusterWatch watch = new ClusterWatch(client, "naming-of-cats", feed)) {
            await().until(this::pods, Map.of("b-1", "service-b false false")::equals);
            client.resource(pod("b-2").editStatus().addNewCondition().withType("Ready").withStatus("True").endCondition().endStatus()
                    .editMetadata().addToFinalizers("cats/stay").endMetadata().build()).create();
            await().until(this::pods, Map.of("b-1", "service-b false false", "b-2", "service-b true false")::equals);
            client.pods().inNamespace("naming-of-cats").withName("b-2").delete();
            await().until(this::pods, Map.of("b-1", "service-b false false", "b-2", "service-b true true")::equals);
            client.pods().inNamespace("naming-of-cats").withName("b-1").delete();
            await().until(this::pods, Map.of("b-2", "service-b true true")::equals);
        }
        assertEquals(1, pods().size());
    }

    @Test
    void aSidecarThatWasStartedAgainIsCountedToo() {
        client.resource(pod("b-4").editSpec().addNewInitContainer().withName("sidecar").withRestartPolicy("Always").endInitContainer().endSpec().editStatus()
                .addNewInitContainerStatus().withName("sidecar").withRestartCount(2).endInitContainerStatus()
                .addNewContainerStatus().withName("b").withRestartCount(1).endContainerStatus().endStatus().build()).create();
        try (ClusterWatch watch = new ClusterWatch(client, "naming-of-cats", feed)) {
            await().until(() -> pods().containsKey("b-4"));
            JsonNode pod = Shown.by(feed, "pod").stream().filter(one -> one.get("name").asText().equals("b-4")).findFirst().orElseThrow();
            assertEquals("3 [\"b\",\"sidecar\"]", pod.get("restarts") + " " + pod.get("containers"));
        } finally {
            client.pods().inNamespace("naming-of-cats").withName("b-4").delete(); // the server is the other tests' too
        }
    }

    @Test
    void othersPodsAreNotShown() {
        client.resource(pod("stranger").editMetadata().withNamespace("elsewhere").endMetadata().build()).create();
        try (ClusterWatch watch = new ClusterWatch(client, "naming-of-cats", feed)) {
            client.resource(pod("b-3").build()).create();
            await().until(() -> pods().containsKey("b-3"));
            assertEquals(false, pods().containsKey("stranger"));
        }
    }
}
