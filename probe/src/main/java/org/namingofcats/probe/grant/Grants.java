package org.namingofcats.probe.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes grants as words for a header, and reads them; both sides hold the run's token. */
public final class Grants {
    /** How long a grant lasts: a request or two hours of load are made with the grant they began with. */
    static final Duration LIFE = Duration.ofMinutes(10);
    /** What an agent takes for a grant at most, as its clock may be slow: so nobody issues one that lasts for ever. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Seal seal;
    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;

    /** @param token the run's token, which is not empty */
    public Grants(String token) {
        this(token, Clock.systemUTC());
    }

    Grants(String token, Clock clock) {
        this.seal = new Seal(token);
        this.clock = clock;
    }

    /** The grant as a word that only who holds the token can write. */
    public String write(Grant grant) {
        try {
            return seal.close(json.writeValueAsBytes(grant));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The grant that such a word holds.
     *
     * @throws Refused when it was written with another token, or its time is over
     */
    public Grant read(String word) throws Refused {
        if (word == null || word.isBlank()) {
            throw new Refused("no grant: only who holds the run's token can write one");
        }
        Grant grant = parse(seal.open(word));
        Instant now = clock.instant();
        if (!grant.end().isAfter(now) || grant.end().isAfter(now.plus(LONGEST))) {
            throw new Refused("the grant ends at " + grant.end() + ", here it is " + now + ": it is stale, or the clocks differ");
        }
        return grant;
    }

    private Grant parse(byte[] content) throws Refused {
        try {
            Grant grant = json.readValue(content, Grant.class);
            if (grant != null && grant.targets() != null && !grant.targets().containsValue(null)) {
                grant.end(); // which not every number is
                return grant;
            }
        } catch (IOException | RuntimeException e) {
            // Signed by who holds the token, and yet no grant: the same as none.
        }
        throw new Refused("what was signed with the run's token is no grant");
    }

    Instant now() {
        return clock.instant();
    }
}
