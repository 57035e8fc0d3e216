package org.namingofcats.probe.agent;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.namingofcats.probe.grant.Grant;
import org.namingofcats.probe.grant.Grants;
import org.namingofcats.probe.grant.Refused;

/** The secret that a run shares with its agents; an agent without one dials for nobody. */
@Singleton
class RunToken {
    private final Optional<Grants> grants;

    RunToken(@ConfigProperty(name = "lab.token") Optional<String> token) {
        this.grants = token.filter(text -> !text.isBlank()).map(Grants::new);
    }

    /** Whether the agent was given one at all. */
    boolean isThere() {
        return grants.isPresent();
    }

    /**
     * The grant that a caller bears.
     *
     * @throws Refused when it was not written with this token, or is no longer valid
     */
    Grant grant(String word) throws Refused {
        return grants.orElseThrow(() -> new Refused("this agent was given no token")).read(word);
    }
}
