package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.host.Said;

/** Whenever the process ends, neither what it runs nor what it wrote stays. */
@Timeout(60)
class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void aSignalEndsTheCommandBeforeTheFolderGoes() throws Exception {
        Path scratches = Files.createDirectory(folder.resolve("scratches"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + scratches,
                "-cp", System.getProperty("java.class.path"), Ends.class.getName(), folder.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(143, process.waitFor(), said);
        assertEquals("", said, "no stack trace, and no result of what was ended");
        for (String pid : List.of("bash", "child")) {
            long number = Long.parseLong(Files.readString(folder.resolve(pid)).strip());
            assertTrue(ProcessHandle.of(number).map(ScratchTest::ends).orElse(true), pid + " still runs");
        }
        assertEquals("put back\n", Files.readString(folder.resolve("undone")), "it had time to");
        try (Stream<Path> left = Files.list(scratches)) {
            assertEquals(List.of(), left.filter(path -> !path.getFileName().toString().startsWith("hsperfdata")).toList());
        }
    }

    /** Has its probe ended by a command that writes into the folder for as long as it can. */
    static final class Ends {
        private static final String COMMAND = """
                echo $$ > bash
                sleep 50 &
                echo $! > child
                trap 'sleep 1; echo put back > undone; exit' TERM
                kill $PPID
                while :; do : > $SCRATCH/$RANDOM; done
                """;

        public static void main(String[] folder) throws Exception {
            try (Scratch scratch = Scratch.open()) {
                Path root = Path.of(folder[0]);
                Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "SCRATCH", scratch.folder().toString());
                Shell shell = new Shell(root, environment, scratch.folder().resolve("variables"), scratch);
                System.out.print(shell.run(COMMAND, Duration.ofSeconds(40)));
                System.out.print(shell.run("echo the next one", Duration.ofSeconds(40)));
            }
        }
    }

    private static boolean ends(ProcessHandle process) {
        return process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join() != null;
    }

    @Test
    void aFolderThatCannotBeRemovedIsOneLine() {
        Path stuck = Path.of("/proc/self/fdinfo");
        assumeTrue(Files.exists(stuck), "there are files here that nobody can remove");
        String said = Said.by(new Scratch(stuck)::close);
        assertTrue(said.startsWith("probe: folder /proc/self/fdinfo stays behind: "), said);
        assertEquals(1, said.lines().count(), said);
    }
}
