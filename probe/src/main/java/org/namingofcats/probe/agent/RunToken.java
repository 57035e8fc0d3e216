package org.namingofcats.probe.agent;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The secret that a run shares with its agents; an agent without one dials for nobody. */
@Singleton
class RunToken {
    private final Optional<String> token;

    RunToken(@ConfigProperty(name = "lab.token") Optional<String> token) {
        this.token = token.filter(text -> !text.isBlank());
    }

    /** Whether the agent was given one at all. */
    boolean isThere() {
        return token.isPresent();
    }

    /** Whether {@code offered} is it; takes as long for a near miss as for nonsense. */
    boolean is(String offered) {
        return token.isPresent() && offered != null && MessageDigest.isEqual(
                token.get().getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }
}
