package org.namingofcats.probe.vantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.grant.Grants;
import org.namingofcats.probe.grant.Run;

/** An agent that begins only when nobody listens any more. */
@Timeout(60)
class HttpLineTest {
    private static final int SOON = 500;

    @ParameterizedTest(name = "interrupted: {0}")
    @ValueSource(booleans = {true, false})
    void anAnswerThatComesTooLateIsHungUpOn(boolean interrupted) throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawServer agent = new RawServer((socket, out) -> {
                given.await();
                out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                try {
                    while (true) {
                        out.write("3\r\n{}\n\r\n".getBytes(StandardCharsets.UTF_8));
                        Thread.sleep(20);
                    }
                } catch (IOException e) {
                    hungUp.countDown();
                }
            });
            KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(PodProxy.once(client), URI.create(agent.url().replaceAll("/$", "")), new Run("token"), new ObjectMapper(), SOON);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            AgentUnreachable why = assertThrows(AgentUnreachable.class, () -> line.listen("/load", List.of("http://10.0.0.1/"), Map.of()));
            assertTrue(Thread.interrupted() == interrupted && why.getMessage().contains(interrupted ? "interrupted" : "did not answer"), why.getMessage());
            given.countDown();
            assertTrue(hungUp.await(10, TimeUnit.SECONDS), "it goes on telling, and nobody listens");
        }
    }

    /** Whoever overhears what is said to an agent may have it dial what that was for, and nothing else. */
    @Test
    void whatIsSaidBearsAGrantForItsOwnTargetAlone() throws Exception {
        Run run = new Run("token");
        IntStream.range(0, 3_000).forEach(i -> run.name("10.0." + i / 256 + "." + i % 256, 8080));
        byte[] nothing = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        try (RawServer agent = new RawServer((socket, out) -> out.write(nothing));
            KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(PodProxy.once(client), URI.create(agent.url().replaceAll("/$", "")), run, new ObjectMapper());
            assertThrows(AgentUnreachable.class, line::identity);
            line.end("/load/lane/end");
            assertThrows(AgentUnreachable.class, () -> line.listen("/load", List.of("http://10.0.0.0:8080/"), Map.of()));
            List<Map<String, Set<Integer>>> granted = new ArrayList<>();
            for (String head : agent.requests()) {
                String grant = head.lines().filter(one -> one.toLowerCase(Locale.ROOT).startsWith("x-lab-grant: ")).findFirst()
                        .orElseThrow().substring("x-lab-grant: ".length());
                granted.add(new Grants("token").read(grant).targets());
            }
            assertEquals(List.of(Map.of(), Map.of(), Map.of("10.0.0.0", Set.of(8080))), granted, "also for the first of three thousand");
        }
    }

    /** As a refusal it begins, and then says nothing, or goes on for ever. */
    @ParameterizedTest(name = "says more: {0}")
    @ValueSource(booleans = {true, false})
    void aRefusalThatDoesNotEndIsHungUpOn(boolean more) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawServer agent = new RawServer((socket, out) -> {
                out.write("HTTP/1.1 429 Too Many Requests\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nno\n\r\n".getBytes(StandardCharsets.UTF_8));
                try {
                    while (more) {
                        out.write(("400\r\n" + "x".repeat(1_024) + "\r\n").getBytes(StandardCharsets.UTF_8));
                    }
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The connection was reset, which is as good.
                }
                hungUp.countDown();
            });
            KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(PodProxy.once(client), URI.create(agent.url().replaceAll("/$", "")), new Run("token"), new ObjectMapper(), SOON);
            String why = assertThrows(AgentUnreachable.class, () -> line.listen("/load", List.of("http://10.0.0.1/"), Map.of())).getMessage();
            assertTrue(why.contains(more ? "answered 429: no" : "answered 429: (no body)"), why);
            assertTrue(hungUp.await(10, TimeUnit.SECONDS), "nobody listens, and the connection is kept");
        }
    }

    /** Its connection may carry somebody else's request by then, which the client library would end with it. */
    @Test
    void aRefusalThatHasEndedIsNotHungUpOn() throws Exception {
        try (RawServer agent = new RawServer((socket, out, head) -> {
                for (String next = head; ; next = RawServer.head(socket.getInputStream())) {
                    socket.getInputStream().readNBytes(2); // the request's body
                    out.write("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 3\r\n\r\nno\n".getBytes(StandardCharsets.UTF_8));
                }
            });
            KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            HttpLine line = new HttpLine(PodProxy.once(client), URI.create(agent.url().replaceAll("/$", "")), new Run("token"), new ObjectMapper());
            for (int i = 0; i < 5; i++) {
                String why = assertThrows(AgentUnreachable.class, () -> line.listen("/load", List.of("http://10.0.0.1/"), Map.of())).getMessage();
                assertTrue(why.contains("answered 429: no"), why);
            }
            assertTrue(agent.requests().size() < 5, "each was closed, and none carried another request");
        }
    }
}
