package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster may have nodes of another system, and an agent tolerates every taint: none of them may be sent there. */
class LinuxNodesTest {

    @Test
    void whatRunsIsForLinux() throws IOException {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("../k8s")); KubernetesClient client = new KubernetesClientBuilder().build()) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                for (HasMetadata object : client.load(Files.newInputStream(file)).items()) {
                    PodTemplateSpec pod = object instanceof Deployment one ? one.getSpec().getTemplate() : object instanceof DaemonSet one ? one.getSpec().getTemplate() : null;
                    if (pod != null) {
                        nodes.put(object.getMetadata().getName(), pod.getSpec().getNodeSelector());
                    }
                }
            }
        }
        Map<String, String> linux = Map.of("kubernetes.io/os", "linux");
        assertEquals(Map.of("agent", linux, "node-agent", linux, "service-a", linux, "service-b", linux), nodes);
    }
}
