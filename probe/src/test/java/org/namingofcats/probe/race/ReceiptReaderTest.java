package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pods say they have served is read over the pod proxy. */
@EnableKubernetesMockClient(crud = true)
@Timeout(60)
class ReceiptReaderTest {
    private static final String RECEIPTS = "/api/v1/namespaces/cats/pods/b-1:8080/proxy/receipts?from=";

    KubernetesMockServer server;
    KubernetesClient client;

    @Test
    void aPodIsAskedForWhatItHasNotToldYet() {
        server.expect().get().withPath(RECEIPTS + 0).andReturn(200, "{\"life\":\"1\",\"first\":0,\"next\":2,\"nonces\":[\"n-0\",\"n-1\"]}").always();
        server.expect().get().withPath(RECEIPTS + 2).andReturn(200, "{\"life\":\"1\",\"first\":2,\"next\":3,\"nonces\":[\"n-2\"]}").always();
        client.resource(new PodBuilder().withNewMetadata().withName("b-1").withNamespace("cats").endMetadata()
                .withNewSpec().addNewContainer().withName("b").addNewPort().withName("http").withContainerPort(8080).endPort().endContainer().endSpec()
                .withNewStatus().withPodIP("10.244.1.7").endStatus().build()).create();
        Served served = new Served();
        try (ReceiptReader reader = new ReceiptReader(client, "cats", new ObjectMapper(), served)) {
            await().until(() -> served.times("n-2") == 1);
        }
        assertEquals(1, served.times("n-0"));
        assertEquals(1, served.times("n-1"));
        assertEquals(3, served.next("b-1"));
    }
}
