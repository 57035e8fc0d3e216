package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services that nobody asks are gone before anything else is measured. */
@EnableKubernetesMockClient(crud = true)
class CrowdTest {
    KubernetesClient client;

    @Test
    @Timeout(60)
    void itIsThereUntilAllOfItHasGone() throws Exception {
        List<String> told = new ArrayList<>();
        Crowd crowd = new Crowd(client, told::add);
        crowd.grow(3);
        assertEquals(3, client.services().inNamespace(crowd.namespace()).list().getItems().size());
        assertEquals(3, client.discovery().v1().endpointSlices().inNamespace(crowd.namespace()).list().getItems().size());
        client.namespaces().withName(crowd.namespace()).edit(own -> own.edit().editMetadata().addToFinalizers("example.org/objects-remain").endMetadata().build());
        CompletableFuture<Void> closed = CompletableFuture.runAsync(crowd::close);
        assertThrows(TimeoutException.class, () -> closed.get(1, TimeUnit.SECONDS), "the namespace is being removed and not gone");
        client.namespaces().withName(crowd.namespace()).edit(own -> own.edit().editMetadata().withFinalizers().endMetadata().build());
        closed.get();
        assertEquals(List.of("removing them again"), told);
    }
}
