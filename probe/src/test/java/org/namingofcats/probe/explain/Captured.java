package org.namingofcats.probe.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What real nodes of the lab printed, see {@code src/test/resources/explain}. */
final class Captured {
    private Captured() {}

    /** One listing before another, as {@code iptables-save} prints all tables. */
    static List<String> with(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    static List<String> lines(String name) {
        try (var in = Captured.class.getResourceAsStream("/explain/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
