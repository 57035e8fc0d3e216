package org.namingofcats.probe;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workloads answer in the cluster, asked through a port-forward: a way that needs no path of the lab. */
class WorkloadsIT {
    private static final String NAMESPACE = "naming-of-cats";
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withConfig(Config.autoConfigure(System.getenv("CONTEXT"))).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static List<Pod> pods(String workload) {
        return CLIENT.pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", workload).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    }

    private static Pod pod(String workload) {
        return pods(workload).getFirst();
    }

    /** Has {@code ask} talk to port 8080 of a pod of {@code workload}. */
    private static void with(String workload, Consumer<RequestSpecification> ask) {
        with(workload, 8080, ask);
    }

    /** Forwarded is a port of the pod's own localhost, so that a sidecar's is reached too. */
    private static void with(String workload, int port, Consumer<RequestSpecification> ask) {
        try (LocalPortForward forward = CLIENT.pods().resource(pod(workload)).portForward(port)) {
            ask.accept(given().baseUri("http://127.0.0.1").port(forward.getLocalPort()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-a", "service-b"})
    void aPassportSaysWhatTheApiServerKnows(String workload) {
        Pod pod = pod(workload);
        with(workload, at -> at.header("X-Lab-Nonce", "it-1").get("/").then().statusCode(200)
                .body("nonce", equalTo("it-1"), "service", equalTo(workload), "pod", equalTo(pod.getMetadata().getName()),
                        "podUid", equalTo(pod.getMetadata().getUid()), "podIp", equalTo(pod.getStatus().getPodIP()),
                        "node", equalTo(pod.getSpec().getNodeName())));
    }

    @ParameterizedTest
    @CsvSource({"service-a, started", "service-a, ready", "service-a, live", "service-b, started", "service-b, ready",
        "service-b, live"})
    void healthIsUp(String workload, String kind) {
        with(workload, at -> at.get("/q/health/" + kind).then().statusCode(200)
                .body("status", equalTo("UP"), "checks.status", everyItem(equalTo("UP"))));
    }

    @ParameterizedTest
    @CsvSource({"service-a, 8080", "service-a, 8081", "service-b, 8080"})
    void metricsAreThere(String workload, int port) {
        with(workload, port, at -> at.get("/q/metrics").then().statusCode(200).body(containsString("http_server_requests")));
    }

    @ParameterizedTest
    @CsvSource({"service-a, service-a", "service-a, sidecar", "service-b, service-b"})
    void whatIsLoggedIsOneObjectALine(String workload, String container) {
        for (Pod pod : pods(workload)) {
            List<String> lines = CLIENT.pods().resource(pod).inContainer(container).getLog().lines().toList();
            assertFalse(lines.isEmpty(), pod.getMetadata().getName() + " says nothing, not even that it has started");
            for (String line : lines) {
                assertTrue(isObject(line), () -> pod.getMetadata().getName() + "/" + container + " logs: " + line);
            }
        }
    }

    private static boolean isObject(String line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Test
    void aWrongNonceIsRefused() {
        with("service-b", at -> at.header("X-Lab-Nonce", "not a nonce").get("/").then().statusCode(400));
        with("service-b", at -> at.get("/").then().statusCode(200).body("nonce", nullValue()));
    }

    @Test
    void everyContainerRunsWithoutPrivileges() {
        CLIENT.pods().inNamespace(NAMESPACE).list().getItems().forEach(pod ->
                Stream.concat(pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream()).forEach(container -> {
                    String who = pod.getMetadata().getName() + "/" + container.getName();
                    assertEquals(Boolean.TRUE, container.getSecurityContext().getReadOnlyRootFilesystem(), who);
                    assertEquals(Boolean.FALSE, container.getSecurityContext().getAllowPrivilegeEscalation(), who);
                }));
        assertEquals("restricted", CLIENT.namespaces().withName(NAMESPACE).get().getMetadata().getLabels()
                .get("pod-security.kubernetes.io/enforce"));
    }
}
