package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code conntrack -L}: one connection, as it was sent and as its answers come back.
 *
 * @param line        the line as read
 * @param source      client's address
 * @param destination what it dialled
 * @param port        at this port
 * @param answers     {@code ip:port} that answers: another one than was dialled means DNAT
 * @param answered    {@code ip} that the answers go to: another one than the client means SNAT
 */
record Flow(String line, String source, String destination, int port, String answers, String answered) {
    private static final Pattern FIELD = Pattern.compile("\\b(src|dst|sport|dport)=(\\S+)");
    /** What differs from one listing to the next: the seconds left, the state, the flags. */
    private static final Pattern TUPLE = Pattern.compile("(src|dst|sport|dport)=\\S+");

    /** The connection in a line, empty if it is not one. */
    static Optional<Flow> of(String line) {
        List<Map<String, String>> tuples = new ArrayList<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            if (field.group(1).equals("src")) {
                tuples.add(new HashMap<>());
            }
            if (!tuples.isEmpty()) {
                tuples.getLast().put(field.group(1), field.group(2));
            }
        }
        if (tuples.size() != 2 || tuples.stream().anyMatch(tuple -> tuple.size() != 4)) {
            return Optional.empty();
        }
        Map<String, String> there = tuples.getFirst();
        Map<String, String> back = tuples.getLast();
        return Optional.of(new Flow(line.strip(), there.get("src"), there.get("dst"), Integer.parseInt(there.get("dport")),
                back.get("src") + ":" + back.get("sport"), back.get("dst")));
    }

    /** Connections to {@code address:port} that are in {@code after} and were not in {@code before}. */
    static List<Flow> added(List<String> before, List<String> after, String address, int port) {
        List<String> old = before.stream().map(Flow::tuples).toList();
        return after.stream().filter(line -> !old.contains(tuples(line))).map(Flow::of).flatMap(Optional::stream)
                .filter(flow -> flow.destination.equals(address) && flow.port == port).toList();
    }

    private static String tuples(String line) {
        StringBuilder tuples = new StringBuilder();
        TUPLE.matcher(line).results().forEach(field -> tuples.append(field.group()).append(' '));
        return tuples.toString();
    }

    /** Whether it may be the one of {@code client} that {@code pod} answered; {@code null} for what is not known. */
    boolean fits(String client, String pod) {
        return (client == null || client.equals(source))
                && (pod == null || answers.startsWith(pod + ":") || !destinationChanged());
    }

    boolean destinationChanged() {
        return !answers.equals(destination + ":" + port);
    }

    boolean sourceChanged() {
        return !answered.equals(source);
    }

    /** In one sentence. */
    String meaning() {
        return (destinationChanged() ? "DNAT: " + destination + ":" + port + " became " + answers
                        : "No DNAT: " + destination + ":" + port + " itself answers")
                + (sourceChanged() ? "; SNAT: the source " + source + " became " + answered + "."
                        : "; no SNAT: the source stays " + source + ".");
    }
}
