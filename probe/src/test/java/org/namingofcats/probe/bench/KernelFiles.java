package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as the kernel shows them, in {@code proc} and {@code cgroup} of a test's own folder. */
record KernelFiles(Path root) {

    Processes processes() {
        return new Processes(root.resolve("proc"), root.resolve("cgroup"));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
