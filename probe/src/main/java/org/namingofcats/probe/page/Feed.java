package org.namingofcats.probe.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that the page shows, as a table of things with their latest value, and the changes of that table in the order
 * in which they came about. A browser that knows the table and hears of each change shows what is so; a file that holds an
 * old table and the changes since then can be played again.
 */
public final class Feed {
    /** So many changes are remembered; what is older goes into the table that a recording begins with. */
    private static final int KEPT = 20_000;
    /** And so many characters of JSON: a request's drawings are tens of thousands. */
    private static final int KEPT_CHARACTERS = 64_000_000;

    private final ObjectMapper json;
    private final Clock clock;
    private final int kept;
    private final int keptCharacters;
    private final Map<Thing, Entry> now = new LinkedHashMap<>();
    private final Map<Thing, Entry> before = new LinkedHashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private int characters;

    private record Thing(String topic, String key) {}

    private record Change(Entry entry, int characters) {}

    /**
     * All that has happened.
     *
     * @param before  the table at the beginning
     * @param changes what came then, the oldest first
     */
    record Recording(List<Entry> before, List<Entry> changes) {}

    /** @param json mapper of the values */
    public Feed(ObjectMapper json) {
        this(json, Clock.systemUTC(), KEPT, KEPT_CHARACTERS);
    }

    Feed(ObjectMapper json, Clock clock, int kept, int keptCharacters) {
        this.json = json;
        this.clock = clock;
        this.kept = kept;
        this.keptCharacters = keptCharacters;
    }

    /** Says what is so from now on; {@code null} when the thing is no more. Who says the same twice says it once. */
    public synchronized void put(String topic, String key, Object value) {
        Thing thing = new Thing(topic, key);
        JsonNode node = value == null ? null : json.valueToTree(value);
        Entry old = now.get(thing);
        if (old == null ? node == null : old.value().equals(node)) {
            return;
        }
        Entry entry = new Entry(clock.millis(), topic, key, node);
        apply(entry, now);
        remember(entry);
        readers.forEach(reader -> reader.tell(entry));
    }

    private void remember(Entry entry) {
        Change change = new Change(entry, String.valueOf(entry.value()).length());
        changes.add(change);
        characters += change.characters();
        while (changes.size() > kept || characters > keptCharacters) {
            Change oldest = changes.remove();
            characters -= oldest.characters();
            apply(oldest.entry(), before);
        }
    }

    /** Every thing of a topic is no more but those with these keys. */
    public synchronized void keepOnly(String topic, Collection<String> keys) {
        now.keySet().stream().filter(thing -> thing.topic().equals(topic) && !keys.contains(thing.key())).toList()
                .forEach(thing -> put(topic, thing.key(), null));
    }

    private static void apply(Entry entry, Map<Thing, Entry> table) {
        Thing thing = new Thing(entry.topic(), entry.key());
        if (entry.value() == null) {
            table.remove(thing);
        } else {
            table.put(thing, entry);
        }
    }

    /** Somebody who knows the table as it is now and will hear of every change. */
    synchronized Reader read() {
        Reader reader = new Reader(List.copyOf(now.values()), readers::remove);
        readers.add(reader);
        return reader;
    }

    synchronized Recording recording() {
        return new Recording(List.copyOf(before.values()), changes.stream().map(Change::entry).toList());
    }
}
