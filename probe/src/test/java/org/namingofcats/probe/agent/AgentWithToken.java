package org.namingofcats.probe.agent;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** An agent that has the token of a run. */
public class AgentWithToken implements QuarkusTestProfile {
    public static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("lab.token", TOKEN, "node.name", "worker", "pod.name", "agent-x");
    }
}
