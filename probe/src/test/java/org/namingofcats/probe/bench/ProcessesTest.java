package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @TempDir
    Path root;

    @Test
    void anAgentIsFoundByItsCommandAndItsNetwork() throws IOException {
        process(17, "net:[5]", "java", "agent");
        process(18, "net:[6]", "java", "service");
        process(19, "net:[6]", "java", "agent");
        assertEquals(root.resolve("19"), new Processes(root, root).agentIn("6").orElseThrow());
        assertEquals(Optional.empty(), new Processes(root, root).agentIn("7"));
    }

    private void process(int pid, String network, String... command) throws IOException {
        Files.createDirectories(root.resolve(pid + "/ns"));
        Files.writeString(root.resolve(pid + "/cmdline"), String.join("\0", command) + "\0");
        Files.createSymbolicLink(root.resolve(pid + "/ns/net"), Path.of(network));
    }
}
