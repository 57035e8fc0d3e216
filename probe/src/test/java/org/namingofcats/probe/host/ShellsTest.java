package org.namingofcats.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellsTest {
    private static final List<String> SH = List.of("sh");
    private final Shells shells = new Shells(2);

    @AfterEach
    void close() {
        shells.close();
    }

    private Reading run(String... command) {
        return shells.run(SH, List.of(command));
    }

    private String shell() {
        return run("sh", "-c", "echo $PPID").lines().getFirst();
    }

    @Test
    void itsReadingsAreThoseOfATool() {
        for (List<String> command : List.of(List.of("echo", "a b"), List.of("printf", "a\n\nb"), List.of("printf", "a\n\n"), List.of("true"), List.of("false"),
                List.of("sh", "-c", "echo seen; echo why >&2; exit 3"), List.of("printf", "it's $HOME; `id` \\ \"*\"\n"))) {
            assertEquals(Tool.run(5, command), shells.run(SH, command), command.toString());
        }
        assertEquals(List.of("out"), run("sh", "-c", "echo out; echo remark >&2").lines(), "a remark beside an answer is no part of it");
        assertEquals("head -c 9000000 /dev/zero printed more than 8 MiB", run("head", "-c", "9000000", "/dev/zero").problem());
    }

    @Test
    void oneShellRunsThemAll() {
        assertEquals(shell(), shell());
        assertNotEquals(shell(), shells.run(List.of("sh", "-s"), List.of("sh", "-c", "echo $PPID")).lines().getFirst(), "a place has a shell of its own");
    }

    @Test
    void aCommandHasADeadlineAndNothingToRead() {
        String first = shell();
        assertEquals("sleep 30 took longer than 2 s", run("sleep", "30").problem());
        assertNotEquals(first, shell(), "the next one has a new shell");
        assertEquals(List.of(), run("cat").lines());
    }

    @Test
    void aShellThatEndsIsOpenedAnewForTheNext() {
        String first = shell();
        assertEquals("sh has ended", run("kill", "-9", first).problem());
        assertNotEquals(first, shell());
    }

    @Test
    void whatCannotBeOpenedSaysWhy() {
        assertEquals("sh -c echo no such container >&2; exit 1 has ended: no such container",
                shells.run(List.of("sh", "-c", "echo no such container >&2; exit 1"), List.of("true")).problem());
        assertEquals("no-such-tool cannot be run here", shells.run(List.of("no-such-tool"), List.of("true")).problem());
    }

    @Test
    void whenClosedTheyAreGone() {
        long shell = Long.parseLong(shell());
        shells.close();
        assertTrue(ProcessHandle.of(shell).isEmpty(), "process " + shell);
    }
}
