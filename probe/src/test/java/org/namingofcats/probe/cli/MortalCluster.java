package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Receipt;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;

/**
 * The lab of {@code discovery.yaml} behind an API server that dies in the middle: the pod agent's requests are answered
 * as they should be, the node agent's never, and when {@code last} answers have been confirmed everything is gone.
 */
final class MortalCluster implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> uids = new HashMap<>();
    private final AtomicInteger confirmed = new AtomicInteger();
    private final URI objects;
    private final HttpServer server;
    private final int last;
    private final Runnable death;

    /** @param client of a mock server that keeps objects and speaks plain HTTP */
    MortalCluster(KubernetesClient client, int last) throws IOException {
        this(client, last, null);
    }

    /** @param death happens instead, whenever a node agent is asked from then on; {@code null} if everything goes */
    MortalCluster(KubernetesClient client, int last, Runnable death) throws IOException {
        this.last = last;
        this.death = death == null ? () -> server().stop(0) : death;
        this.objects = URI.create(client.getMasterUrl().toString());
        fill(client);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void fill(KubernetesClient client) throws IOException {
        try (InputStream file = MortalCluster.class.getResourceAsStream("/discovery.yaml")) {
            for (String document : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^---$")) {
                HasMetadata made = client.resource(document).create();
                uids.put(made.getMetadata().getName(), made.getMetadata().getUid());
            }
        }
        client.pods().inNamespace("naming-of-cats").withName("service-b-3").delete(); // a finalizer keeps it terminating
        client.resource(new SecretBuilder().withNewMetadata().withName("run-token").withNamespace("naming-of-cats").endMetadata()
                .addToData("token", "dG9rZW4tb2YtdGhlLXRlc3Q=").build()).create();
    }

    /** A DaemonSet of agents, of which none has a pod. */
    static DaemonSet agents() {
        return new DaemonSetBuilder().withNewMetadata().withName("agent").withNamespace("naming-of-cats").endMetadata()
                .withNewSpec().withNewTemplate().withNewSpec().endSpec().endTemplate().endSpec().build();
    }

    /** Manifests of nothing in that folder; where they are. */
    static Path manifests(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("k8s/base"));
        Files.createDirectories(folder.resolve("k8s/paths"));
        return folder.resolve("k8s");
    }

    private HttpServer server() {
        return server;
    }

    /** Has commands find it by a kubeconfig in that folder, as the context {@code mortal}, until it is closed. */
    void choose(Path folder) throws IOException {
        System.setProperty("kubeconfig", Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: 'http://127.0.0.1:%d'}}]
                contexts: [{name: mortal, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: t}}]
                current-context: mortal
                """.formatted(server.getAddress().getPort())).toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            if (path.endsWith("/agent-1:8082/proxy/dial")) {
                send(exchange, 200, json.writeValueAsString(honest(json.readValue(exchange.getRequestBody(), DialRequest.class))));
            } else if (path.endsWith("/agent-1:8082/proxy/dials")) {
                DialRequest[] asked = json.readValue(exchange.getRequestBody(), DialRequest[].class);
                send(exchange, 200, json.writeValueAsString(Arrays.stream(asked).map(this::honest).toList()));
            } else if (path.endsWith("/node-agent-1:8082/proxy/dial")) {
                if (confirmed.get() >= last) {
                    death.run();
                }
                send(exchange, 200, json.writeValueAsString(SmallLab.failed(Outcome.TIMEOUT)));
            } else if (path.endsWith("/proxy/receipts/each")) {
                String[] nonces = exchange.getRequestURI().getQuery().substring("nonce=".length()).split("&nonce=");
                send(exchange, 200, json.writeValueAsString(Arrays.stream(nonces).map(nonce -> new Receipt(nonce, 1)).toList()));
                confirmed.addAndGet(nonces.length);
            } else {
                forward(exchange);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private DialResult honest(DialRequest request) {
        boolean a = request.url().contains("10.244.1.2");
        String name = a ? "service-a-1" : "service-b-1";
        return SmallLab.answer(request, new Lab.Pod(name, "naming-of-cats", uids.get(name), a ? "10.244.1.2" : "10.244.1.3",
                "worker", a ? "service-a" : "service-b", 8080, Map.of()));
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean applied = type.startsWith("application/apply-patch"); // the mock server does not know it: what is not there is made
        String asked = exchange.getRequestURI().toString();
        URI to = objects.resolve(applied ? asked.substring(0, asked.lastIndexOf('/')) : asked);
        var answer = http.send(HttpRequest.newBuilder(to).header("Content-Type", applied ? "application/json" : type)
                .method(applied ? "POST" : exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes())).build(), BodyHandlers.ofString());
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        System.clearProperty("kubeconfig");
        server.stop(0);
        http.shutdownNow(); // a watch would never end by itself
    }
}
