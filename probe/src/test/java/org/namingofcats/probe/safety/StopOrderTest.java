package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A pod is ready with all its containers; one that stops early takes a service away that still answers. */
class StopOrderTest {

    private static long sleep(Container container) {
        return container.getLifecycle() == null ? 0 : container.getLifecycle().getPreStop().getSleep().getSeconds();
    }

    /** Seconds in which a service that is told to stop still takes requests. */
    private static long delay(String service) throws IOException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Manifests.ROOT.resolve(service).resolve("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return Long.parseLong(properties.getProperty("quarkus.shutdown.delay").replace("s", ""));
    }

    @Test
    void whoIsInAServicesPodStaysUntilItTakesNoMoreRequests() throws IOException {
        List<Deployment> services = Manifests.all(Deployment.class);
        assertFalse(services.isEmpty());
        for (Deployment service : services) {
            List<Container> containers = service.getSpec().getTemplate().getSpec().getContainers();
            long open = sleep(containers.getFirst()) + delay(containers.getFirst().getName());
            containers.stream().skip(1).forEach(beside -> assertEquals(open, sleep(beside), beside.getName()));
        }
    }
}
