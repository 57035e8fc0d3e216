package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bench of one round, too short for a verdict: whatever it asks, in long turns and by turns in short ones, no agent of the lab refuses. */
@Timeout(300)
class BenchIT {
    @TempDir
    Path folder;

    @Test
    void everyArmIsAskedAndNoAgentRefuses() throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder("probe/probe", "bench", "--aims", "--rounds", "1", "--report", folder.toString())
                .directory(Path.of("").toAbsolutePath().getParent().toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(280, TimeUnit.SECONDS), "it does not come to an end");
        } finally {
            process.destroy();
        }
        assertEquals(2, process.exitValue(), Files.readString(said));
        JsonNode arms = new ObjectMapper().readTree(folder.resolve("bench-aims.json").toFile()).path("arms");
        List<String> asked = arms.findValuesAsText("what");
        assertTrue(asked.containsAll(List.of(Arm.POD_IP, Arm.CONTROL, Arm.CLUSTER_IP, Arm.INGRESS)), asked::toString);
        arms.forEach(arm -> assertFalse(arm.path("why").asText().contains(" answered 4"), arm::toString));
    }
}
