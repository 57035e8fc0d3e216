package org.namingofcats.probe.prove;

import java.util.regex.Pattern;

/**
 * How something broken shows: who notices, and what they say. A check that fails for another reason has noticed something else.
 *
 * @param checks pattern of check ids; it must match at least one check, and every match must fail
 * @param cause  pattern of words that the reason of each of them must bear
 */
public record Sign(Pattern checks, Pattern cause) {
    /** Somebody is behind a door that should be closed. */
    static final String ANSWERED = "it answered at";
    /** Nobody is behind a Service. */
    static final String NO_ENDPOINT = "REFUSED at";
    /** Nobody is behind a load balancer's Service: its address need not be announced any more. */
    static final String NOTHING_TO_BALANCE = NO_ENDPOINT + "|outside → \\S+: (TIMEOUT|UNREACHABLE) at";
    /** Nobody is behind a Service that an ingress controller or a Gateway hands requests to. */
    static final String NO_UPSTREAM = "HTTP 503 at";

    /** Both as regular expressions: the whole id, and a part of the reason. */
    public static Sign of(String checks, String cause) {
        return new Sign(Pattern.compile(checks), Pattern.compile(cause));
    }

    /** Whether the check of this id must notice. */
    boolean concerns(String id) {
        return checks.matcher(id).matches();
    }

    /** Whether it is what a check says that failed for {@code reason}. */
    boolean isBorneBy(String reason) {
        return cause.matcher(reason).find();
    }

    /** {@code checks: cause}, as results are written {@code id: reason}. */
    @Override
    public String toString() {
        return checks + ": " + cause;
    }
}
