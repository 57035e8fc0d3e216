package org.namingofcats.probe.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page's files. There is no build step: what lies in {@code resources/page} is what the browser gets. */
final class Assets {
    /** A module imports only from those before it: joined in this order they are one. */
    static final List<String> MODULES = List.of("store.js", "dom.js", "words.js", "cluster.js", "tables.js", "travel.js", "matrix.js",
            "deeds.js", "races.js", "diary.js", "replay.js", "page.js");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    /** One file and its media type. */
    record Asset(String type, String text) {}

    private Assets() {}

    /** The file of that name, without a folder: nothing else can be named. */
    static Optional<Asset> named(String name) {
        return name.matches("[a-z]+\\.(html|css|js|svg)") && Assets.class.getResource("/page/" + name) != null
                ? Optional.of(new Asset(TYPES.get(name.substring(name.indexOf('.') + 1)), text(name))) : Optional.empty();
    }

    static String text(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/page/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
