package org.namingofcats.probe.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.agent.HttpAnswer;
import org.namingofcats.probe.agent.NetworkFailure;

/** Makes the requests of one lane, one at a call, from any thread. Nothing is tried twice. */
final class Asking {
    private final LoadRequest request;
    private final Connections connections;
    private final ObjectReader passports;
    private final String head;

    Asking(LoadRequest request, Connections connections, ObjectReader passports) {
        this.request = request;
        this.connections = connections;
        this.passports = passports;
        this.head = connections.target().headUpToNonce(request.headers(), request.keepAlive());
    }

    /**
     * @param pod who answered, by its passport; {@code null} if nobody did or nobody looked
     * @param at  when the answer was there or had failed, before anybody looked at it; on the clock of {@link System#nanoTime()}
     * @param connect how long it took to get its own connection, in nanoseconds; 0 for one that has none of its own
     */
    record Ended(Outcome outcome, String pod, String why, long at, long connect) {
        Ended(Outcome outcome, String pod, String why, long at) {
            this(outcome, pod, why, at, 0);
        }

        static Ended now(Outcome outcome, String why) {
            return new Ended(outcome, null, why, System.nanoTime());
        }

        Ended connected(long nanos) {
            return new Ended(outcome, pod, why, at, nanos);
        }
    }

    /** Request {@code number} as it is sent. */
    byte[] written(int number) {
        return (head + request.nonce(number) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @param written  the request
     * @param deadline on the clock of {@link System#nanoTime()}
     */
    Ended ask(int number, byte[] written, long deadline) {
        Wire wire = null;
        try {
            long asked = System.nanoTime();
            wire = connections.take(deadline);
            long connect = request.keepAlive() ? 0 : System.nanoTime() - asked;
            boolean reusable = false;
            try {
                HttpAnswer answer = wire.ask(written, deadline);
                reusable = answer.reusable();
                return judge(answer, number, wire.arrived()).connected(connect);
            } finally {
                connections.give(wire, reusable);
            }
        } catch (IOException e) {
            Outcome outcome = NetworkFailure.outcome(e);
            return Ended.now(outcome, outcome == Outcome.TIMEOUT
                    ? (wire == null ? Sample.NO_CONNECTION : "no answer") + " within " + request.timeoutMillis() + " ms"
                    : String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a name that has come to lead where no agent goes; whatever it is, it is counted
            return Ended.now(Outcome.OTHER, String.valueOf(e.getMessage()));
        }
    }

    private Ended judge(HttpAnswer answer, int number, long at) {
        boolean ok = answer.status() / 100 == 2;
        if (!request.looksAt(number)) {
            return new Ended(ok ? Outcome.OK : Outcome.HTTP_ERROR, null, ok ? null : "HTTP " + answer.status(), at);
        }
        Passport passport = passport(answer);
        String pod = passport == null ? null : passport.pod();
        return !ok ? new Ended(Outcome.HTTP_ERROR, pod, "HTTP " + answer.status() + (pod == null ? ", by no workload" : ""), at)
                : pod == null ? new Ended(Outcome.WRONG_ANSWER, null, "an answer without a passport", at)
                : !request.nonce(number).equals(passport.nonce())
                    ? new Ended(Outcome.WRONG_ANSWER, pod, "the answer to " + passport.nonce(), at)
                : new Ended(Outcome.OK, pod, null, at);
    }

    private Passport passport(HttpAnswer answer) {
        try {
            return answer.body().startsWith("{") ? passports.readValue(answer.body()) : null;
        } catch (JsonProcessingException e) {
            return null; // whoever wrote that is none of our workloads
        }
    }
}
