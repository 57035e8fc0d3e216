package org.namingofcats.probe.vantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.grant.Run;

@Timeout(60)
class AgentsTest {
    private static final Pod POD = new PodBuilder().withNewMetadata().withName("agent-x").withNamespace("lab").endMetadata()
            .withNewSpec().withNodeName("worker").addNewContainer().addNewPort().withName(Agents.PORT).withContainerPort(8082).endPort()
            .endContainer().endSpec().withNewStatus().addNewCondition().withType("Ready").withStatus("True").endCondition().endStatus().build();

    /** Which of a user's credentials who is asked gets to see, in each of the ways to ask an agent. */
    private static List<List<String>> shown(Config config, List<Pod> pods) throws IOException {
        config.setImpersonateUsername("somebody");
        try (RawServer server = RawServer.answering("HTTP/1.1 429 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")) {
            config.setMasterUrl(server.url());
            try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
                Optional<Outside> outside = pods.isEmpty() ? Optional.of(Outside.at(URI.create("http://127.0.0.1:" + server.port()))) : Optional.empty();
                Agent agent = new Agents(client, new ObjectMapper(), new Run("token")).among(pods, outside).getFirst();
                assertThrows(AgentUnreachable.class, agent.line()::identity);
                assertThrows(AgentUnreachable.class, () -> agent.dial("http://10.0.0.1/", Map.of()));
                assertThrows(AgentUnreachable.class, () -> agent.dial("http://10.0.0.1/", Map.of(), 2));
                assertThrows(AgentUnreachable.class, () -> agent.line().listen("/load", List.of("http://10.0.0.1/"), Map.of()));
                assertThrows(AgentUnreachable.class, () -> agent.line().end("/load/x/end"));
            }
            return server.requests().stream().map(AgentsTest::credentials).toList();
        }
    }

    private static List<String> credentials(String head) {
        return head.lines().map(line -> line.toLowerCase(Locale.ROOT)).filter(line -> line.startsWith("authorization:") || line.startsWith("impersonate-"))
                .sorted().toList();
    }

    private static Config withToken() {
        Config config = Config.empty();
        config.setOauthToken("secret");
        return config;
    }

    private static Config withPassword() {
        Config config = Config.empty();
        config.setUsername("u");
        config.setPassword("p");
        return config;
    }

    @Test
    void whoIsNotTheApiServerSeesNoCredentials() throws IOException {
        List<List<String>> none = List.of(List.of(), List.of(), List.of(), List.of(), List.of());
        assertEquals(none, shown(withToken(), List.of()));
        assertEquals(none, shown(withPassword(), List.of()));
    }

    @Test
    void theApiServerDoes() throws IOException {
        List<String> token = List.of("authorization: bearer secret");
        assertEquals(List.of(token, token, token, token, token), shown(withToken(), List.of(POD)));
    }
}
