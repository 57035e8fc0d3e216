package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.WatchEventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An API server keeps what has changed for some minutes. Whoever was cut off for longer is told 410, and a watch is over then. */
@EnableKubernetesMockClient(https = false)
@Timeout(60)
class ForgottenWatchTest {
    private static final WatchEvent FORGOTTEN = new WatchEventBuilder().withType("ERROR")
            .withObject(new StatusBuilder().withCode(410).withMessage("too old resource version: 1").build()).build();

    KubernetesClient client;
    KubernetesMockServer server;

    private Scene scene() {
        return new Scene(client, "cats", null, null, mark -> { });
    }

    private void forget(String watch) {
        server.expect().withPath(watch).andUpgradeToWebSocket().open().waitFor(50).andEmit(FORGOTTEN).done().always();
    }

    @Test
    void nobodyKnowsThatTheBudgetWasKept() {
        forget("/apis/policy/v1/namespaces/cats/poddisruptionbudgets?allowWatchBookmarks=true&watch=true");
        Scene scene = scene();
        try (Watch watch = Budget.watch(scene)) {
            await().until(() -> !scene.unknown().isEmpty());
        }
        assertEquals(List.of("nobody watched the budgets to the end: too old resource version: 1"), scene.unknown());
    }

    @Test
    void nobodyKnowsWhenAPodWasNotReady() {
        forget("/apis/discovery.k8s.io/v1/namespaces/cats/endpointslices?allowWatchBookmarks=true&labelSelector=kubernetes.io%2Fservice-name%3Db&watch=true");
        Scene scene = scene();
        try (SliceWatch watch = new SliceWatch(scene, "b")) {
            await().until(() -> !scene.unknown().isEmpty());
        }
        assertEquals(List.of("nobody watched the EndpointSlices to the end: too old resource version: 1"), scene.unknown());
    }

    /** Pods are looked at anew. */
    @Test
    void whoCameSinceIsSeen() {
        server.expect().withPath("/api/v1/pods?resourceVersion=0").andReturn(200, pods("1", "10.0.0.1")).once();
        forget("/api/v1/pods?allowWatchBookmarks=true&resourceVersion=1&timeoutSeconds=600&watch=true");
        server.expect().withPath("/api/v1/pods").andReturn(200, pods("2", "10.0.0.2")).once();
        server.expect().withPath("/api/v1/pods?allowWatchBookmarks=true&resourceVersion=2&timeoutSeconds=600&watch=true")
                .andUpgradeToWebSocket().open().done().always();
        server.expect().withPath("/api/v1/pods").andReturn(200, pods("3", "10.0.0.3")).always();
        try (StaleConnections stale = new StaleConnections(client)) {
            await().until(() -> server.getRequestCount() >= 4);
            await().until(stale::gone, Set.of("10.0.0.1", "10.0.0.2")::equals);
        }
    }

    private static PodList pods(String version, String address) {
        Pod pod = new PodBuilder().withNewMetadata().withName("cat-" + version).withNamespace("cats").withResourceVersion(version).endMetadata()
                .withNewStatus().withPodIP(address).endStatus().build();
        return new PodListBuilder().withNewMetadata().withResourceVersion(version).endMetadata().withItems(pod).build();
    }
}
