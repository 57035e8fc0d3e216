package org.namingofcats.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The probe as a process of its own, of somebody who writes numbers otherwise. */
@Timeout(60)
class LocaleIT {
    private static final String BENCH = """
            {"figures":[{"name":"ClusterIP ÷ pod IP","ratio":%1$s,"low":%1$s,"high":%1$s,"aim":null,"met":null,"unit":"×","more":false,"pairs":30}],
             "control":{"ratio":1,"low":1,"high":1,"fresh":null,"pairs":30},"noise":null,"verdict":"met","reason":"as told"}""";

    @TempDir
    Path folder;

    private Path bench(String ratio) throws IOException {
        return Files.writeString(folder.resolve(ratio + ".json"), BENCH.formatted(ratio));
    }

    @Test
    void aNumberHasAPointForEverybody() throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder("probe/probe", "bench", "compare", "--fresh", bench("1.25").toString(), "--recorded", bench("1.00").toString())
                .directory(Path.of("").toAbsolutePath().getParent().toFile()).redirectOutput(said.toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Duser.language=de -Duser.country=DE");
        Process process = builder.start();
        assertTrue(process.waitFor(50, TimeUnit.SECONDS), "it does not come to an end");
        String out = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(1, process.exitValue(), out);
        assertTrue(out.contains("1.250 [1.250–1.250]"), out);
    }
}
