package org.namingofcats.probe.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.namingofcats.api.Outcome;

/**
 * What became of one request. Times are milliseconds, and count from when it should have been sent, so that a request
 * that had to wait for its turn shows it (no coordinated omission).
 *
 * @param number  of the request in its lane, from 0
 * @param at      when it should have been sent, from the lane's start
 * @param late    how much later it was sent
 * @param took    from when it should have been sent until its answer was there
 * @param outcome how it ended
 * @param pod     the pod that answered, {@code null} if none with a passport did
 * @param why     why it is not {@link Outcome#OK}, {@code null} otherwise
 * @param connect how long it took to get its own connection, a name's address among it; {@code null} where it came by one that was kept, or had none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sample(int number, double at, double late, double took, Outcome outcome, String pod, String why, Double connect) {
    /** How {@code why} begins when a {@link Outcome#TIMEOUT} came before there was a connection. */
    static final String NO_CONNECTION = "no connection";

    /** Of a request without a connection of its own. */
    public Sample(int number, double at, double late, double took, Outcome outcome, String pod, String why) {
        this(number, at, late, took, outcome, pod, why, null);
    }

    /** Whether it came by a connection that had carried others before it: not one of its own, and not none. */
    public boolean cameByKeptConnection() {
        boolean none = outcome == Outcome.DNS || outcome == Outcome.REFUSED || outcome == Outcome.UNREACHABLE
                || outcome == Outcome.TIMEOUT && why.startsWith(NO_CONNECTION);
        return !none && connect == null;
    }

    /** Whether it was answered as it should be. */
    public boolean answered() {
        return outcome == Outcome.OK;
    }
}
