package org.namingofcats.probe.safety;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What {@code k8s/} declares. */
final class Manifests {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Manifests() {}

    static List<HasMetadata> all() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().flatMap(file ->
                    Arrays.stream(text(file).split("(?m)^---$")).filter(document -> document.contains("kind:"))
                            .map(document -> Serialization.<HasMetadata>unmarshal(document))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends HasMetadata> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static JsonNode kindConfig() {
        return Serialization.unmarshal(text(ROOT.resolve("kind-config.yaml")), JsonNode.class);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
