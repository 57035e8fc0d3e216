package org.namingofcats.probe.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One line of what an agent tells of a lane while it runs.
 *
 * @param startedAt  when the lane began, by the agent's clock in milliseconds since 1970; on the first line only
 * @param samples    requests that ended since the line before
 * @param due        how many requests were due in all; on the last line only
 * @param unrecorded how many samples the agent had no room for; on the last line only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadReport(Double startedAt, List<Sample> samples, Integer due, Integer unrecorded) {

    static LoadReport beginning(double startedAt) {
        return new LoadReport(startedAt, List.of(), null, null);
    }

    static LoadReport of(List<Sample> samples) {
        return new LoadReport(null, samples, null, null);
    }

    static LoadReport end(int due, int unrecorded) {
        return new LoadReport(null, List.of(), due, unrecorded);
    }
}
