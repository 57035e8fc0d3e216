package org.namingofcats.probe.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.host.Reading;

class HostExamTest {
    @TempDir
    Path folder;

    private Map<String, Finding> look(String memory, Function<List<String>, Reading> tool) throws IOException {
        return look(memory, tool, 12);
    }

    private Map<String, Finding> look(String memory, Function<List<String>, Reading> tool, long disk) throws IOException {
        Path file = Files.writeString(folder.resolve("meminfo"), memory);
        return new HostExam(tool, file, folder, "naming-of-cats", disk).look().stream().collect(Collectors.toMap(Finding::what, finding -> finding));
    }

    @Test
    void a_version_is_read_from_what_each_program_prints() throws IOException {
        Map<String, Finding> seen = look("MemTotal:       24000000 kB\n", command -> Reading.of(switch (command.getFirst()) {
            case "docker" -> List.of("26.1.5");
            case "kind" -> List.of("kind v0.31.0 go1.26.0 linux/amd64");
            default -> List.of("clientVersion:", "  gitCommit: abc", "  gitVersion: v1.34.3");
        }));
        assertEquals("26.1.5", seen.get("Docker").seen());
        assertEquals("v0.31.0 go1.26.0 linux/amd64", seen.get("kind").seen());
        assertEquals("v1.34.3", seen.get("kubectl").seen());
        assertEquals("22 GB", seen.get("memory").seen());
        assertEquals(Verdict.PASS, seen.get("Java").verdict());
    }

    @Test
    void what_cannot_be_run_is_missing_and_has_a_remedy() throws IOException {
        Finding docker = look("MemTotal: 24000000 kB\n", command -> Reading.failed("docker cannot be run here")).get("Docker");
        assertEquals(Verdict.FAIL, docker.verdict());
        assertEquals("docker cannot be run here", docker.seen());
        assertTrue(docker.remedy().contains("docker info"), docker.remedy());
    }

    @Test
    void a_docker_that_lets_nobody_in_or_is_none_has_a_remedy_of_its_own() throws IOException {
        Finding shut = look("MemTotal: 24000000 kB\n", command -> Reading.failed("docker version ended with 1: permission denied")).get("Docker");
        assertEquals(Verdict.FAIL, shut.verdict());
        assertTrue(shut.remedy().contains("usermod"), shut.remedy());
        Finding podman = look("MemTotal: 24000000 kB\n", command -> Reading.of(command.size() == 2
                ? List.of("Client:       Podman Engine", "Version:      4.3.1") : List.of("4.3.1"))).get("Docker");
        assertEquals(Verdict.FAIL, podman.verdict());
        assertTrue(podman.seen().contains("Podman"), podman.seen());
    }

    @Test
    void too_little_memory_is_missing_and_none_to_read_is_unknown() throws IOException {
        assertEquals(Verdict.FAIL, look("MemTotal: 2000000 kB\n", command -> Reading.of(List.of())).get("memory").verdict());
        assertEquals(Verdict.PASS, look("MemTotal: 4000000 kB\n", command -> Reading.of(List.of())).get("memory").verdict());
        assertEquals(Verdict.INCONCLUSIVE, look("nothing\n", command -> Reading.of(List.of())).get("memory").verdict());
    }

    /** What was built may stay when the cluster goes, and another one needs its own. */
    @Test
    void a_cluster_that_stands_has_its_disk_and_what_was_built_has_not() throws IOException {
        Files.createDirectories(folder.resolve("node"));
        Files.createDirectories(folder.resolve("run"));
        assertEquals(Verdict.FAIL, look("", command -> Reading.of(List.of()), Long.MAX_VALUE).get("disk").verdict());
        Files.createFile(folder.resolve("run/cluster-another-cat"));
        assertEquals(Verdict.FAIL, look("", command -> Reading.of(List.of()), Long.MAX_VALUE).get("disk").verdict());
        Files.createFile(folder.resolve("run/cluster-naming-of-cats"));
        assertEquals(Verdict.PASS, look("", command -> Reading.of(List.of()), Long.MAX_VALUE).get("disk").verdict());
    }

    @Test
    void where_a_build_has_been_a_cluster_needs_less_than_a_first_one_as_make_up_says() throws IOException {
        assertEquals(Verdict.FAIL, look("", command -> Reading.of(List.of()), Long.MAX_VALUE).get("disk").verdict());
        Files.createFile(folder.resolve("images-made"));
        assertEquals(Verdict.PASS, look("", command -> Reading.of(List.of()), Long.MAX_VALUE).get("disk").verdict());
        assertTrue(Files.readString(Path.of("../cluster/check-host.sh")).contains("echo 6; else echo 12;"));
    }

    /** Its scripts have them first in their PATH, whoever asks here has not. */
    @Test
    void the_labs_own_programs_are_there() throws IOException {
        Path kind = Files.createDirectories(folder.resolve("bin")).resolve("kind");
        Files.createFile(kind, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Map<String, Finding> seen = look("", command -> command.getFirst().equals(kind.toString()) ? Reading.of(List.of("kind v0.33.0 go1.26.0"))
                : Reading.failed(command.getFirst() + " cannot be run here"));
        assertEquals(Finding.well("kind", "v0.33.0 go1.26.0"), seen.get("kind"));
        assertEquals("kubectl cannot be run here", seen.get("kubectl").seen());
    }

    @Test
    void a_tool_that_is_not_installed_is_named() throws IOException {
        assertEquals(Verdict.PASS, look("", command -> Reading.of(List.of())).get("tools").verdict());
        assertEquals("not installed: jq openssl", look("", command -> Reading.of(List.of("jq", "openssl"))).get("tools").seen());
        assertEquals(Verdict.INCONCLUSIVE, look("", command -> Reading.failed("sh cannot be run here")).get("tools").verdict());
        String line = "for tool in " + HostExam.TOOLS + "; do";
        assertTrue(Files.readString(Path.of("../cluster/check-host.sh")).contains(line), () -> "`make up` does not say: " + line);
    }
}
