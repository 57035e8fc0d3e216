package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Tool;

/**
 * Bytes of images, layer by layer, since layers that images share are there once.
 *
 * @param layers sizes by layer, by image
 */
record ImageSizes(Map<String, Map<String, Long>> layers) {
    private static final int SECONDS = 120;
    /** Type, size and name in a list of GNU tar's, or of BSD's, whose date is as in one of ls. */
    private static final Pattern ENTRY = Pattern.compile("(.)\\S+\\s+(?:\\S+/\\S+|\\d+\\s+\\S+\\s+\\S+)\\s+(\\d+)\\s+(?:\\d+-\\d+-\\d+\\s+\\S+|\\S+\\s+\\S+\\s+\\S+)\\s+(.+)");

    /**
     * As Docker saves them, uncompressed.
     *
     * @throws BenchFailure when it does not
     */
    static ImageSizes of(List<String> images, ObjectMapper json) {
        try {
            Path folder = Files.createTempDirectory("images");
            Path archive = folder.resolve("images.tar");
            PutBack removal = new PutBack(folder.toString(), () -> remove(folder));
            try {
                require(Tool.run(SECONDS, Stream.concat(Stream.of("docker", "save", "--output", archive.toString()), images.stream()).toList()));
                Reading list = require(Tool.run(SECONDS, List.of("tar", "--list", "--verbose", "--file", archive.toString())));
                Reading manifest = require(Tool.run(SECONDS, List.of("tar", "--extract", "--to-stdout", "--file", archive.toString(), "manifest.json")));
                return parse(list.lines(), json.readTree(String.join("\n", manifest.lines())));
            } finally {
                removal.nowOrSay();
            }
        } catch (IOException e) {
            throw new BenchFailure("images cannot be saved here: " + e.getMessage());
        }
    }

    /** With what Docker has only begun to write: the process may end in the middle of it. */
    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param listing  of tar: {@code -rw-r--r-- 0/0 123 2026-01-01 00:00 abc/layer.tar}, or a link to another layer
     * @param manifest of {@code docker save}
     * @throws BenchFailure when a layer has no size
     */
    static ImageSizes parse(List<String> listing, JsonNode manifest) {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        for (String line : listing) {
            Matcher entry = ENTRY.matcher(line.strip());
            if (entry.matches() && entry.group(1).equals("-")) {
                sizes.put(entry.group(3), Long.parseLong(entry.group(2)));
            } else if (entry.matches() && entry.group(3).contains(" -> ")) { // ../<id>/layer.tar
                links.put(entry.group(3).split(" -> ")[0], entry.group(3).split(" -> ")[1].replaceFirst("^\\.\\./", ""));
            }
        }
        Map<String, Map<String, Long>> images = new LinkedHashMap<>();
        manifest.forEach(image -> {
            Map<String, Long> layers = new LinkedHashMap<>();
            image.path("Layers").forEach(layer -> {
                String name = links.getOrDefault(layer.asText(), layer.asText());
                if (!sizes.containsKey(name)) {
                    throw new BenchFailure("tar lists no size of layer " + name + " in a form that is known: put GNU tar first in the PATH");
                }
                layers.put(name, sizes.get(name));
            });
            images.put(image.path("RepoTags").path(0).asText(), layers);
        });
        return new ImageSizes(images);
    }

    /** Bytes of all images together. */
    long total() {
        return layers.values().stream().flatMap(image -> image.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a)).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes that nobody would need if {@code image} were not there. */
    long unique(String image) {
        Set<String> others = new TreeSet<>();
        layers.forEach((name, all) -> {
            if (!name.equals(image)) {
                others.addAll(all.keySet());
            }
        });
        return layers.get(image).entrySet().stream().filter(layer -> !others.contains(layer.getKey())).mapToLong(Map.Entry::getValue).sum();
    }

    private static Reading require(Reading reading) {
        if (!reading.ok()) {
            throw new BenchFailure(reading.problem());
        }
        return reading;
    }
}
