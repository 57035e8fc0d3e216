package org.namingofcats.probe.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.namingofcats.probe.trouble.Clean;

/**
 * One stop of a journey.
 *
 * @param kind     what is looked at
 * @param where    whose network namespace or program, e.g. {@code node worker}
 * @param evidence lines as they were read; a counter's two values stand before its rule
 * @param meaning  one plain sentence, {@code null} when nothing could be read
 * @param unread   why it could not be read, {@code null} when it was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Station(Kind kind, String where, List<String> evidence, String meaning, String unread) {

    /** What a station looks at. */
    public enum Kind {
        LOOKUP("Name lookup"),
        ROUTE("Route from the start"),
        NEIGHBOUR("The node that takes the address"),
        RULES("Rules of the Service"),
        CONNTRACK("Connection tracking"),
        ONWARD("Route to the pod"),
        PROXY("Ingress controller"),
        POD("The pod that answered"),
        SOURCE("Source address");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** For a person. */
        public String title() {
            return title;
        }
    }

    /** Evidence may quote what came off the network: nothing in it may move a cursor or break XML. */
    public Station {
        where = printable(where);
        evidence = evidence.stream().map(Station::printable).toList();
        meaning = printable(meaning);
        unread = printable(unread);
    }

    static Station read(Kind kind, String where, List<String> evidence, String meaning) {
        return new Station(kind, where, evidence, meaning, null);
    }

    static Station unread(Kind kind, String where, String reason) {
        return new Station(kind, where, List.of(), null, reason);
    }

    /** The sentence, or why there is none. */
    String told() {
        return unread == null ? meaning : "Not read: " + unread;
    }

    private static String printable(String text) {
        return text == null ? null : Clean.text(text.replace('\t', ' ')).replace('\n', '\uFFFD');
    }
}
