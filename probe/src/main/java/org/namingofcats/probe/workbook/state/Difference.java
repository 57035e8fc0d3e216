package org.namingofcats.probe.workbook.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.namingofcats.probe.trouble.Word;

/**
 * Where an object of the lab is not as it was deployed.
 *
 * @param kind      of the object
 * @param namespace its namespace; {@code null} when it has none
 * @param name      its name
 * @param undo      JSON patch (RFC 6902) that would make it as deployed; {@code null} when it must be made anew
 * @param what      the first thing that differs, for a person
 */
public record Difference(String kind, String namespace, String name, JsonNode undo, String what) {
    private static final int LONGEST = 90;

    static Difference gone(String kind, String namespace, String name) {
        return new Difference(kind, namespace, name, null, "it is gone");
    }

    /** One that somebody deleted and made in his own way. */
    static Difference another(String kind, String namespace, String name) {
        return new Difference(kind, namespace, name, null, "it is another one, which cannot be changed into the one that was deployed");
    }

    /**
     * @param live  what is there
     * @param patch makes it what was deployed; not empty
     */
    static Difference of(String kind, String namespace, String name, JsonNode live, JsonNode patch) {
        JsonNode first = patch.get(0);
        String path = first.get("path").asText();
        String field = path.substring(1).replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.').replace("~1", "/").replace("~0", "~");
        String is = brief(live.at(path));
        String more = patch.size() == 1 ? "" : ", and " + (patch.size() - 1) + " more";
        return new Difference(kind, namespace, name, patch, switch (first.get("op").asText()) {
            case "add" -> field + " is missing, deployed with " + brief(first.get("value"));
            case "remove" -> field + " was added: " + is;
            default -> field + " is " + is + ", deployed with " + brief(first.get("value"));
        } + more);
    }

    /** What to say about all of these in one line: the first, and how many more there are. */
    public static String text(List<Difference> all) {
        return all.getFirst().text() + switch (all.size()) {
            case 1 -> "";
            case 2 -> "; and another object";
            default -> "; and " + (all.size() - 1) + " other objects";
        };
    }

    /** What to say about it in one line. */
    public String text() {
        return kind + " " + name + ": " + what;
    }

    /** A command that puts it back. */
    public String undoCommand() {
        return undo == null ? "probe/probe lab reset" : "kubectl" + (namespace == null ? "" : " -n " + namespace) + " patch "
                + kind.toLowerCase(Locale.ROOT) + " " + name + " --type json -p " + Word.quoted(undo.toString());
    }

    private static String brief(JsonNode value) {
        String text = value == null || value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
