package org.namingofcats.probe.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a browser that asks now is shown, for tests of those who tell a {@link Feed}. */
public final class Shown {
    private Shown() {}

    /** The values of a topic. */
    public static List<JsonNode> by(Feed feed, String topic) {
        try (Reader reader = feed.read()) {
            return reader.table().stream().filter(entry -> entry.topic().equals(topic)).map(Entry::value).toList();
        }
    }
}
