package org.namingofcats.probe.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.namingofcats.api.Outcome;

/**
 * The way of one request.
 *
 * @param path        path by which it went
 * @param from        agent that made it
 * @param url         what was dialled
 * @param outcome     how it ended
 * @param status      HTTP status, 0 without an answer
 * @param totalMillis how long it took
 * @param message     why it is not OK, {@code null} otherwise
 * @param stations    its stops, in the order of the way
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Journey(
        String path, String from, String url, Outcome outcome, int status, double totalMillis, String message,
        List<Station> stations) {

    /** The one line that sums it up. */
    public String summary() {
        return String.format(Locale.ROOT, "%s from %s: GET %s → %s%s in %.1f ms%s", path, from, url, outcome,
                status == 0 ? "" : " " + status, totalMillis, message == null ? "" : " (" + message + ")");
    }
}
