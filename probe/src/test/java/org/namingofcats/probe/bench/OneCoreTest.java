package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.host.Said;

/** Control groups as the kernel shows them, in either version. */
class OneCoreTest {
    @TempDir
    Path root;

    @BeforeEach
    void cores() throws IOException {
        write("proc/self/status", "Name:\tjava\nCpus_allowed:\tf\nCpus_allowed_list:\t0,2-3\n");
    }

    private OneCore core() {
        return new OneCore(new KernelFiles(root).processes());
    }

    private void write(String file, String text) throws IOException {
        new KernelFiles(root).write(file, text);
    }

    @Test
    void aGroupOfTheFirstVersionIsHeldAndLetGo() throws IOException {
        write("proc/17/cgroup", "3:cpuset:/docker/n/cri-abc.scope\n2:cpuacct:/elsewhere\n0::/\n");
        write("cgroup/cpuset/docker/n/cri-abc.scope/cpuset.cpus", "0-3\n");
        Path cores = root.resolve("cgroup/cpuset/docker/n/cri-abc.scope/cpuset.cpus");
        try (OneCore core = core()) {
            assertEquals(Optional.of(3), core.core());
            assertTrue(core.hold(root.resolve("proc/17")) && core.hold(root.resolve("proc/17")), "held twice is held");
            assertEquals("3\n", Files.readString(cores));
        }
        assertEquals("0-3\n", Files.readString(cores));
    }

    @Test
    void inTheSecondVersionAGroupMayHaveNoneOfItsOwn() throws IOException {
        write("proc/17/cgroup", "0::/cri-abc.scope\n");
        write("cgroup/cri-abc.scope/cpuset.cpus", "\n");
        try (OneCore core = core()) {
            assertTrue(core.hold(root.resolve("proc/17")));
            assertEquals("3\n", Files.readString(root.resolve("cgroup/cri-abc.scope/cpuset.cpus")));
        }
        assertEquals("\n", Files.readString(root.resolve("cgroup/cri-abc.scope/cpuset.cpus")));
    }

    @Test
    void whatCannotBeLetGoIsSaid() throws IOException {
        write("proc/17/cgroup", "0::/stuck.scope\n");
        write("proc/18/cgroup", "0::/gone.scope\n");
        Path stuck = root.resolve("cgroup/stuck.scope/cpuset.cpus");
        Path gone = root.resolve("cgroup/gone.scope/cpuset.cpus");
        write("cgroup/stuck.scope/cpuset.cpus", "0-3\n");
        write("cgroup/gone.scope/cpuset.cpus", "0-3\n");
        OneCore core = core();
        assertTrue(core.hold(root.resolve("proc/17")) && core.hold(root.resolve("proc/18")));
        Files.delete(gone);
        Files.delete(stuck);
        Files.createDirectory(stuck); // which nobody can write to, root neither
        assertEquals("probe: the hold of what was measured on one core stays behind: cannot be written: " + stuck + "\n", Said.by(core::close));
    }

    @Test
    void whatWasNeverHeldIsNotLetGo() throws IOException {
        write("proc/17/cgroup", "0::/stuck.scope\n");
        Files.createDirectories(root.resolve("cgroup/stuck.scope/cpuset.cpus"));
        OneCore core = core();
        assertFalse(core.hold(root.resolve("proc/17")));
        assertEquals("", Said.by(core::close));
    }

    @Test
    void whatCannotBeHeldIsNot() throws IOException {
        write("proc/17/cgroup", "0::/gone.scope\n");
        try (OneCore core = core()) {
            assertFalse(core.hold(root.resolve("proc/17")));
        }
        write("proc/self/status", "Cpus_allowed_list:\t0\n");
        try (OneCore core = core()) {
            assertEquals(Optional.empty(), core.core(), "there is no choice");
            assertTrue(core.hold(root.resolve("proc/17")), "nor anything to hold");
        }
    }
}
