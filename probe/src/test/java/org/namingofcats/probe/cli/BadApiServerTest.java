package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.agent.RawServer.Behaviour;
import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.vantage.HttpLine;
import org.namingofcats.probe.vantage.Line;
import picocli.CommandLine;

/** Where a kubeconfig leads may be anybody: each is named, none is waited for without end or takes all memory. */
@QuarkusTest
@Timeout(60)
class BadApiServerTest {
    private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String NOT_KUBERNETES = "is no Kubernetes API server";

    @Inject
    CommandLine.IFactory beans;

    @Inject
    ObjectMapper json;

    @TempDir
    Path folder;

    private static Behaviour says(String bytes) {
        return (socket, out) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Behaviour json(String body) {
        return says(JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static Behaviour forEver(String head, String again, int pauseMillis) {
        return (socket, out) -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(again.getBytes(StandardCharsets.ISO_8859_1));
                Thread.sleep(pauseMillis);
            }
        };
    }

    private static Arguments row(String what, Behaviour server, int code, String part) {
        return Arguments.of(what, server, code, part);
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                row("silence", (socket, out) -> Thread.sleep(60_000), 69, "timeout period of 1500ms has been exceeded"),
                row("closes", says(""), 69, "cannot be reached: Connection was closed"),
                row("another protocol", says("SSH-2.0-cat\r\n"), 69, "cannot be reached: invalid version format: SSH-2.0-CAT"),
                row("half a head", says("HTTP/1.1 200 O"), 69, "cannot be reached: Connection was closed"),
                row("half a body", says(JSON + "Content-Length: 99\r\n\r\n{\"kind\":"), 69, "cannot be reached: Connection was closed"),
                row("a body without end", forEver(JSON + "\r\n{\"kind\":\"", "x".repeat(1 << 16), 0), 69, "longer than 32 MiB"),
                row("a header without end", forEver("HTTP/1.1 200 OK\r\nX-Cat: ", "x".repeat(1000), 0), 69, "header"),
                row("headers without end", forEver("HTTP/1.1 200 OK\r\n", "X-Cat: x\r\n".repeat(100), 0), 69, "header"),
                row("chunks that are none", says(JSON + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), 69, "cannot be reached"),
                row("a redirect loop", says("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"), 69, "Message: Found"),
                row("a web page", says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n<html>\n\n"), 69, NOT_KUBERNETES),
                row("other JSON", json("[1, 2]"), 69, NOT_KUBERNETES),
                row("401", says("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"), 69, "does not accept the credentials"),
                row("403 for nobody", status(403, "secrets is forbidden: User \\\"system:anonymous\\\" cannot get"), 69, "credentials"),
                row("403", status(403, "secrets is forbidden: User \\\"cat\\\"\\ncannot get"), 77, "User \"cat\" cannot get"),
                row("404: a cluster without lab", status(404, "secrets \\\"run-token\\\" not found"), 77, "no lab in namespace naming-of-cats of context lab"),
                row("500", says("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"), 69, "cannot serve the request"),
                row("503 that says later", says("HTTP/1.1 503 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"), 69, "cannot serve the request"),
                row("a token that is none", json("{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"run-token\"}}"), 77, "holds no token"),
                row("an empty token", json("{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"token\":\"\"}}"), 77, "holds no token"),
                row("a token that is no Base64", json("{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"token\":\"?!\"}}"), 77, "holds no token"));
    }

    private static Behaviour status(int code, String message) {
        String body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" + message + "\",\"code\":" + code + "}";
        return says("HTTP/1.1 " + code + " No\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void isNamed(String what, Behaviour behaviour, int code, String part) throws IOException {
        System.setProperty(Config.KUBERNETES_REQUEST_TIMEOUT_SYSTEM_PROPERTY, "1500");
        try (RawServer server = new RawServer(behaviour)) {
            System.setProperty("kubeconfig", Files.writeString(folder.resolve("config"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: '%s'}}]
                    contexts: [{name: lab, context: {cluster: c, user: u}}]
                    users: [{name: u, user: {token: t}}]
                    current-context: lab
                    """.formatted(server.url())).toString());
            Told.by(beans, "verify", "--context", "lab", "--report", folder.toString()).assertOneLine(code, part);
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
        System.clearProperty(Config.KUBERNETES_REQUEST_TIMEOUT_SYSTEM_PROPERTY);
    }

    /** A slow drip and silence: the client's own time-out is for the head only. */
    @ParameterizedTest
    @ValueSource(strings = {"x", ""})
    void whoNeverEndsIsCutOffAtTheDeadlineOfTheWhole(String drip) throws IOException {
        try (RawServer server = new RawServer(forEver(JSON + "\r\n{\"kind\":\"", drip, 50));
                KubernetesClient client = client(server, new BoundedAnswers(1 << 20, 1))) {
            var cut = assertThrows(KubernetesClientException.class, () -> client.secrets().inNamespace("x").withName("y").get());
            assertTrue(ClusterTrouble.tell(cut).getMessage().contains("the answer took longer than 1 s"), cut::toString);
        }
    }

    /** A watch is meant to drip. */
    @Test
    void aWatchGoesOn() throws IOException {
        try (RawServer server = new RawServer(BadApiServerTest::drip); KubernetesClient client = client(server, new BoundedAnswers(3, 1))) {
            assertEquals("xxxxxx", client.raw("/api/v1/pods?watch=true"));
        }
    }

    /** So is an agent's lane. */
    @Test
    void aLaneGoesOn() throws IOException {
        try (RawServer server = new RawServer(BadApiServerTest::drip); KubernetesClient client = client(server, new BoundedAnswers(3, 1))) {
            Line agent = new HttpLine(client.getHttpClient(), URI.create(server.url()), new Run("token"), json);
            byte[] told = agent.listen("/load", List.of("http://10.0.0.1/"), Map.of()).readAllBytes();
            assertEquals("xxxxxx", new String(told, StandardCharsets.US_ASCII));
        }
    }

    private static void drip(Socket socket, OutputStream out) throws IOException, InterruptedException {
        out.write((JSON + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 6; i++) {
            Thread.sleep(300);
            out.write('x');
        }
    }

    private static KubernetesClient client(RawServer server, BoundedAnswers bounds) {
        Config config = Config.empty();
        config.setMasterUrl(server.url());
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("bounds", bounds)).build();
    }
}
