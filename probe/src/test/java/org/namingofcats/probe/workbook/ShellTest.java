package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.workbook.Shell.Ran;

class ShellTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Scratch scratch;
    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        scratch = Scratch.open();
        shell = new Shell(folder, Map.of("PATH", System.getenv("PATH"), "GREETING", "hello"), folder.resolve("variables"), scratch);
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void bothStreamsAsTheyCome() throws Exception {
        assertEquals(new Ran(0, List.of("out", "err", "out again"), false), run("echo out; echo err >&2; echo out again"));
    }

    @Test
    void theExitCodeIsTheCommands() throws Exception {
        assertEquals(7, run("exit 7").exitCode());
    }

    @Test
    void theFirstFailureEndsIt() throws Exception {
        assertEquals(new Ran(1, List.of(), false), run("false\necho not reached"));
    }

    @Test
    void aFailureWithinAPipeIsAFailure() throws Exception {
        assertEquals(1, run("false | cat").exitCode());
    }

    @Test
    void startsInTheFolderWithTheEnvironment() throws Exception {
        assertEquals(List.of(folder.toRealPath() + " hello"), run("echo \"$(pwd -P) $GREETING\"").output());
    }

    @Test
    void variablesLastFromOneCommandToTheNext() throws Exception {
        run("ADDRESS='10.0.0.1 it'\"'\"'s'");
        run("false");
        assertEquals(List.of("10.0.0.1 it's"), run("echo \"$ADDRESS\"").output());
    }

    @Test
    void theFolderDoesNot() throws Exception {
        run("cd /");
        assertEquals(List.of(folder.toRealPath().toString()), run("pwd -P").output());
    }

    @Test
    void noTerminalToReadFrom() throws Exception {
        assertEquals(1, run("read -r answer").exitCode());
    }

    @Test
    void theDeadlineEndsTheCommandAndItsChildren() throws Exception {
        long start = System.nanoTime();
        Ran ran = shell.run("echo begun; sleep 60 & echo $! > child; wait", Duration.ofSeconds(1));

        assertTrue(ran.late());
        assertEquals(List.of("begun"), ran.output());
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        assertTrue(ProcessHandle.of(child).map(ShellTest::ends).orElse(true), "the child still runs");
    }

    @Test
    void somethingLeftInTheBackgroundDoesNotHoldThePage() throws Exception {
        long start = System.nanoTime();
        Ran ran = run("sleep 60 & echo $! > child; echo done");
        ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("child")).strip())).ifPresent(ProcessHandle::destroyForcibly);

        assertEquals(new Ran(0, List.of("done"), false), ran);
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
    }

    @Test
    void endlessOutputIsCut() throws Exception {
        Ran ran = run("head -c 8000000 /dev/zero | tr '\\0' a");
        assertEquals(Shell.OUTPUT_LIMIT, ran.output().getFirst().length());
        assertFalse(ran.late());
    }

    private static boolean ends(ProcessHandle process) {
        return process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join() != null;
    }

    private Ran run(String command) throws Exception {
        return shell.run(command, LONG);
    }
}
