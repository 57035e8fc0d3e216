package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for the time of a run. It holds the cluster's credentials, so it goes even when the run is interrupted. */
record Scratch(Path folder) implements AutoCloseable {

    static Scratch open() throws IOException {
        var scratch = new Scratch(Files.createTempDirectory("naming-of-cats-labs-"));
        Runtime.getRuntime().addShutdownHook(new Thread(scratch::close));
        return scratch;
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
