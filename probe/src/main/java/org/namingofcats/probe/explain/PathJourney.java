package org.namingofcats.probe.explain;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The journey of one request by a path.
 *
 * @param path    the path's name
 * @param journey {@code null} if there is none to tell
 * @param reason  why there is none, {@code null} if there is one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PathJourney(String path, Journey journey, String reason) {

    static PathJourney told(Journey journey) {
        return new PathJourney(journey.path(), journey, null);
    }

    static PathJourney untold(String path, String reason) {
        return new PathJourney(path, null, reason);
    }
}
