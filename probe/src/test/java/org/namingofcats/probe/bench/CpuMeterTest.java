package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU time from files as the kernel writes them, in either version of cgroups. */
class CpuMeterTest {
    @TempDir
    Path root;

    private CpuMeter meter() {
        return new CpuMeter(new KernelFiles(root).processes());
    }

    private void write(String file, String text) throws IOException {
        new KernelFiles(root).write(file, text);
    }

    @Test
    void aContainerInTheFirstVersion() throws IOException {
        write("proc/17/cgroup", "9:name=systemd:/\n2:cpuacct,cpu:/docker/n/kubepods/cri-abc123.scope\n0::/\n");
        write("cgroup/cpuacct/docker/n/kubepods/cri-abc123.scope/cpuacct.usage", "123456789\n");
        CpuMeter meter = meter();
        assertTrue(meter.container("service-a", "containerd://abc123"));
        assertEquals(Map.of("service-a", 123_456_789L), meter.read());
    }

    @Test
    void aContainerInTheSecondVersion() throws IOException {
        write("proc/17/cgroup", "0::/docker/n/cri-abc123.scope\n");
        write("cgroup/docker/n/cri-abc123.scope/cpu.stat", "usage_usec 5000\nuser_usec 4000\n");
        CpuMeter meter = meter();
        assertTrue(meter.container("service-a", "containerd://abc123"));
        assertEquals(Map.of("service-a", 5_000_000L), meter.read());
    }

    @Test
    void aProcessByTheBeginningOfItsCommandLine() throws IOException {
        write("proc/18/cmdline", "/floor/server\u000018080\u0000");
        write("proc/18/schedstat", "777 5 3\n");
        CpuMeter meter = meter();
        assertTrue(meter.process("C server", "/floor/server"));
        assertFalse(meter.process("nginx", "/floor/nginx"));
        assertEquals(Map.of("C server", 777L), meter.read());
    }

    @Test
    void containersOfOneNameAreAddedUp() throws IOException {
        for (int i = 1; i <= 2; i++) {
            write("proc/1" + i + "/cgroup", "0::/cri-id" + i + "\n");
            write("cgroup/cri-id" + i + "/cpu.stat", "usage_usec " + i + "000\n");
        }
        CpuMeter meter = meter();
        assertTrue(meter.container(CpuMeter.PROXY, "id1") && meter.container(CpuMeter.PROXY, "id2"));
        assertEquals(Map.of(CpuMeter.PROXY, 3_000_000L), meter.read());
    }

    @Test
    void compilersAreThreadsOfTheJvmsOwnNames() throws IOException {
        List<String> names = List.of("java", "C1 CompilerThre", "C2 CompilerThre", "vert.x-eventloop");
        for (String name : names) {
            write("proc/17/task/" + names.indexOf(name) + "/comm", name + "\n");
            write("proc/17/task/" + names.indexOf(name) + "/schedstat", (int) Math.pow(10, names.indexOf(name)) + " 5 3\n");
        }
        CpuMeter meter = meter();
        meter.compilers("service-a", root.resolve("proc/17"));
        assertEquals(Map.of(CpuMeter.compilersOf("service-a"), 110L), meter.read());
    }

    @Test
    void whatCannotBeReadHasNoValue() throws IOException {
        write("proc/17/cgroup", "2:cpuacct:/gone/abc123\n");
        assertFalse(meter().container("service-a", "abc123"), "its file is not to be seen from here");
        assertFalse(new CpuMeter(new Processes(root.resolve("none"), root)).container("service-a", "abc123"));
        assertEquals(Map.of(), meter().read());
        assertEquals(Map.of("a", 5L), CpuMeter.between(Map.of("a", 1L), Map.of("a", 6L, "b", 9L)));
    }
}
