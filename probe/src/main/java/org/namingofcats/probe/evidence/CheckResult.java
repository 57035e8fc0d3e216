package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.namingofcats.api.Outcome;

/**
 * A check after it was made: one row of the table, one entry of {@code report.json}.
 *
 * @param id        {@code <path>/<what>}, unique in a run
 * @param path      network path, e.g. {@code cluster-ip}
 * @param vantage   where the request started, e.g. {@code other-node}
 * @param target    what was asked
 * @param expected  what should have been seen, for a person
 * @param outcome   how the requests ended; {@code null} when none was made
 * @param verdict   what it comes to
 * @param reason    why it is not a pass, what was observed instead; for a pass what it shows
 * @param evidence  what the verdict rests on
 * @param reproduce a command that makes the same request again, in the same lab; for an experiment, whose objects are gone, or a fact the checks of its path
 * @param tookMillis from when it was begun until its verdict, waiting for its turn and for the cluster included; 0 when nothing was made
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CheckResult(
        String id,
        String path,
        String vantage,
        String target,
        String expected,
        Outcome outcome,
        Verdict verdict,
        String reason,
        Evidence evidence,
        String reproduce,
        int tookMillis) {

    /** A result whose time nobody has taken yet. */
    public CheckResult(String id, String path, String vantage, String target, String expected, Outcome outcome, Verdict verdict, String reason,
            Evidence evidence, String reproduce) {
        this(id, path, vantage, target, expected, outcome, verdict, reason, evidence, reproduce, 0);
    }

    /** The same observation with another verdict, because something beside it changed its meaning. */
    public CheckResult but(Verdict other, String why) {
        return new CheckResult(id, path, vantage, target, expected, outcome, other, why, evidence, reproduce, tookMillis);
    }

    /** The same observation as part of something larger, which is what the reader is told was expected. */
    public CheckResult expecting(String whole) {
        return new CheckResult(id, path, vantage, target, whole, outcome, verdict, reason, evidence, reproduce, tookMillis);
    }

    /** The same observation, made again by another command: what was asked may be gone. */
    public CheckResult madeAgainBy(String command) {
        return new CheckResult(id, path, vantage, target, expected, outcome, verdict, reason, evidence, command, tookMillis);
    }

    /** The same, made again with these options, so that the command leads to the same lab wherever it is pasted. */
    CheckResult again(String options) {
        return reproduce == null ? this : new CheckResult(id, path, vantage, target, expected, outcome, verdict, reason, evidence,
                reproduce + options, tookMillis);
    }

    /** The same, and how long it took. */
    CheckResult took(int millis) {
        return new CheckResult(id, path, vantage, target, expected, outcome, verdict, reason, evidence, reproduce, millis);
    }
}
