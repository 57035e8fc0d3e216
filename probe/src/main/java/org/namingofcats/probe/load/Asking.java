package org.namingofcats.probe.load;

import static org.namingofcats.probe.vantage.Quote.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.agent.DialTarget;
import org.namingofcats.probe.agent.HttpAnswer;
import org.namingofcats.probe.agent.NetworkFailure;

/** The requests of one lane, and what their answers mean; from any thread. */
final class Asking {
    private final LoadRequest request;
    private final ObjectReader passports;
    private final String head;

    Asking(LoadRequest request, DialTarget target, ObjectReader passports) {
        this.request = request;
        this.passports = passports;
        this.head = target.headUpToNonce(request.headers(), request.keepAlive());
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
    }

    /** Request {@code number} as it is sent. */
    byte[] written(int number) {
        return (head + request.nonce(number) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Until when the answer to a request has to be there, on the clock of {@link System#nanoTime()}. */
    long deadline(long due) {
        return due + request.timeoutMillis() * 1_000_000L;
    }

    /**
     * What a request came to that failed just now.
     *
     * @param e         may also say that a name has come to lead where no agent goes; whatever it is, it is counted
     * @param connected whether there was a connection
     * @param connect   how long it took to get its own connection, in nanoseconds; 0 if it had none of its own
     */
    Ended failed(Exception e, boolean connected, long connect) {
        Outcome outcome = e instanceof IOException network ? NetworkFailure.outcome(network) : Outcome.OTHER;
        return new Ended(outcome, null, outcome == Outcome.TIMEOUT
                ? (connected ? "no answer" : Sample.NO_CONNECTION) + " within " + request.timeoutMillis() + " ms"
                : String.valueOf(e.getMessage()), System.nanoTime(), connect);
    }

    /**
     * What a request came to that was answered.
     *
     * @param at      when the answer was there
     * @param connect how long it took to get its own connection, 0 if it has none
     */
    Ended judge(HttpAnswer answer, int number, long at, long connect) {
        boolean ok = answer.status() / 100 == 2;
        if (!request.looksAt(number)) {
            return new Ended(ok ? Outcome.OK : Outcome.HTTP_ERROR, null, ok ? null : "HTTP " + answer.status(), at, connect);
        }
        Passport passport = passport(answer);
        String pod = passport == null ? null : quoted(passport.pod());
        return !ok ? new Ended(Outcome.HTTP_ERROR, pod, "HTTP " + answer.status() + (pod == null ? ", by no workload" : ""), at, connect)
                : pod == null ? new Ended(Outcome.WRONG_ANSWER, null, "an answer without a passport", at, connect)
                : !request.nonce(number).equals(passport.nonce())
                    ? new Ended(Outcome.WRONG_ANSWER, pod, "the answer to " + quoted(passport.nonce()), at, connect)
                : !request.isFor(passport.service())
                    ? new Ended(Outcome.WRONG_ANSWER, pod, "answered by " + pod + " of " + quoted(passport.service()), at, connect)
                : new Ended(Outcome.OK, pod, null, at, connect);
    }

    private Passport passport(HttpAnswer answer) {
        try {
            return answer.body().startsWith("{") ? passports.readValue(answer.body()) : null;
        } catch (JsonProcessingException e) {
            return null; // whoever wrote that is none of our workloads
        }
    }
}
