package org.namingofcats.probe.vantage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.grant.Run;

/** An agent that begins only when nobody listens any more. */
@Timeout(60)
class HttpLineTest {

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
            HttpLine line = new HttpLine(PodProxy.once(client), URI.create(agent.url().replaceAll("/$", "")), new Run("token"), new ObjectMapper());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            AgentUnreachable why = assertThrows(AgentUnreachable.class, () -> line.listen("/load", Map.of()));
            assertTrue(Thread.interrupted() == interrupted && why.getMessage().contains(interrupted ? "interrupted" : "did not answer"), why.getMessage());
            given.countDown();
            assertTrue(hungUp.await(10, TimeUnit.SECONDS), "it goes on telling, and nobody listens");
        }
    }
}
