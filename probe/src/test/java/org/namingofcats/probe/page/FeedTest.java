package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.page.Feed.Recording;

class FeedTest {
    private final Feed feed = new Feed(new ObjectMapper(), Clock.fixed(Instant.ofEpochMilli(17), ZoneOffset.UTC), 3, 1_000);

    private static String text(List<Entry> entries) {
        return String.join(" ", entries.stream().map(entry -> entry.key() + "=" + entry.value()).toList());
    }

    @Test
    void aReaderKnowsTheTableAndHearsOfEachChangeOnce() throws InterruptedException {
        feed.put("pod", "a", 1);
        feed.put("pod", "b", 2);
        feed.put("pod", "a", null);
        try (Reader reader = feed.read()) {
            assertEquals("b=2", text(reader.table()));
            feed.put("pod", "b", 2); // said already
            feed.put("pod", "c", null); // never was
            feed.put("pod", "c", Map.of("ip", "10.0.0.1"));
            Entry heard = reader.next(1).orElseThrow();
            assertEquals("c {\"ip\":\"10.0.0.1\"} 17", heard.key() + " " + heard.value() + " " + heard.at());
            assertTrue(reader.next(0).isEmpty());
        }
    }

    @Test
    void whoHasLeftHearsNothing() throws InterruptedException {
        Reader reader = feed.read();
        reader.close();
        feed.put("pod", "a", 1);
        assertTrue(reader.next(0).isEmpty());
    }

    @Test
    void whoDoesNotKeepUpIsLeftBehind() {
        Reader reader = feed.read();
        for (int i = 0; i < 5_000; i++) {
            feed.put("pod", "a", i);
        }
        assertFalse(reader.isBehind());
        feed.put("pod", "a", "one more");
        assertTrue(reader.isBehind());
    }

    @Test
    void whatIsNotKeptIsNoMore() {
        feed.put("check", "a", 1);
        feed.put("check", "b", 1);
        feed.put("pod", "a", 1);
        feed.keepOnly("check", Set.of("b"));
        try (Reader reader = feed.read()) {
            assertEquals("b=1 a=1", text(reader.table()));
        }
    }

    @Test
    void whatIsTooOldIsWhereTheRecordingBegins() {
        feed.put("pod", "a", 1);
        feed.put("pod", "b", 1);
        feed.put("pod", "a", null);
        feed.put("pod", "c", 1);
        feed.put("pod", "d", 1);
        feed.put("pod", "b", 2);
        Recording recording = feed.recording();
        assertEquals("b=1", text(recording.before()));
        assertEquals("c=1 d=1 b=2", text(recording.changes()));
    }

    @Test
    void soIsWhatWouldMakeItTooLarge() {
        feed.put("shot", "a", "x".repeat(498)); // and its quotation marks
        feed.put("shot", "b", "y".repeat(498));
        assertEquals(2, feed.recording().changes().size());
        feed.put("pod", "c", 1);
        assertEquals("a", feed.recording().before().getFirst().key());
        assertEquals(List.of("b", "c"), feed.recording().changes().stream().map(Entry::key).toList());
        feed.put("shot", "a", "z".repeat(2_000));
        assertEquals(List.of(), feed.recording().changes());
        feed.put("pod", "d", 1);
        assertEquals("d=1", text(feed.recording().changes()));
        try (Reader reader = feed.read()) {
            assertEquals(4, reader.table().size());
        }
    }
}
