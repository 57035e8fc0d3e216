package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.trouble.ProbeException;

/** Where the reports end up. */
class ReportFolderTest {
    private static final Set<String> ALL = Set.of("report.json", "junit.xml", "index.html");

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void makesTheFolderAndWritesAllThreeAndNothingElse() throws IOException {
        Path deep = folder.resolve("not/yet");
        new ReportFolder(deep, json).write(SampleReport.make());
        assertEquals(ALL, names(deep));
        assertEquals(json.valueToTree(SampleReport.make()), json.readTree(deep.resolve("report.json").toFile()));
    }

    @Test
    void replacesAnOldReport() throws IOException {
        for (String name : ALL) {
            Files.writeString(folder.resolve(name), "old");
        }
        new ReportFolder(folder, json).write(SampleReport.make());
        for (String name : ALL) {
            assertTrue(Files.readString(folder.resolve(name)).length() > 1000, name);
        }
    }

    @Test
    void keepsTheOldReportWholeWhenTheNewOneCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("report.json"), "old");
        String next = ".index.html." + ProcessHandle.current().pid() + ".next";
        Files.createDirectories(folder.resolve(next).resolve("in-the-way"));
        assertThrows(ProbeException.class, () -> new ReportFolder(folder, json).write(SampleReport.make()));
        assertEquals("old", Files.readString(folder.resolve("report.json")));
        assertEquals(Set.of("report.json", next), names(folder), "nothing half done is left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "file/below", "/proc/here", "/dev/null/here"})
    void saysInOneLineBeforeTheRunWhyItCannotWriteAndWhatToDo(String where) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        ReportFolder reports = new ReportFolder(folder.resolve(where), json);
        for (Executable attempt : List.<Executable>of(reports::prepare, () -> reports.write(SampleReport.make()))) {
            String told = assertThrows(ProbeException.class, attempt).getMessage();
            assertTrue(told.startsWith("the report cannot be written to " + folder.resolve(where)), told);
            assertTrue(told.endsWith("choose another with --report"), told);
            assertEquals(1, told.lines().count());
        }
    }

    @Test
    void whatCannotBeWrittenHidesNoVerdict() throws IOException {
        Files.createDirectories(folder.resolve("soak.json/in-its-place"));
        assertEquals(1, assertThrows(ProbeException.class, () -> new ReportFolder(folder, json).write(Map.of("soak.json", "{}"), 1)).exitCode());
        assertEquals(64, assertThrows(ProbeException.class, () -> new ReportFolder(folder, json).write(Map.of("soak.json", "{}"), 0)).exitCode());
    }

    /** Of a character whose half is no text (U+D800): whoever answered with that must not cost us the report. */
    @Test
    void whatIsNoTextIsReplacedAndCostsNoReport() throws IOException {
        new ReportFolder(folder, json).write(Map.of("race.json", "a\ud800b"));
        assertEquals("a?b", Files.readString(folder.resolve("race.json")));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        ReportFolder reports = new ReportFolder(folder, new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        assertEquals(Optional.empty(), reports.read());
        reports.write(SampleReport.make());
        assertEquals(SampleReport.make().checks(), reports.read().orElseThrow().checks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[1]", "{\"cluster\":{},\"summary\":{},\"checks\":[null]}", "{\"cluster\":{},\"summary\":{},\"checks\":[{\"id\":\"a/b\"}]}"})
    void whatIsNoReportIsNotTakenForOne(String content) throws IOException {
        Files.writeString(folder.resolve("report.json"), content);
        assertThrows(IOException.class, () -> new ReportFolder(folder, json).read());
    }

    /** A run that is ended early must not leave the verdict of the one before. */
    @Test
    void whatIsOldIsRemovedAndNothingElse() throws IOException {
        for (String name : List.of("soak.json", "race.json")) {
            Files.writeString(folder.resolve(name), "old");
        }
        new ReportFolder(folder, json).prepare("soak.json", "was-never-there.json");
        assertEquals(Set.of("race.json"), names(folder));
    }

    @Test
    void preparesWithoutATrace() throws IOException {
        new ReportFolder(folder.resolve("new"), json).prepare();
        assertEquals(Set.of(), names(folder.resolve("new")));
    }

    /** A file system of 64 KiB, in a mount namespace of its own where the kernel allows that. */
    @Test
    void aFullDiskLeavesNoHalfReport() throws Exception {
        assumeTrue(ends(0, "unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()),
                "no mount namespace of its own to be had here");
        Path told = Files.createTempFile("told", "");
        assertTrue(ends(0, "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs '" + folder + "' && cd '" + folder
                + "' && echo old > report.json && head -c 48K /dev/zero > big; '" + System.getProperty("java.home") + "/bin/java' -cp '"
                + System.getProperty("java.class.path") + "' '" + Full.class.getName() + "' '" + folder + "' > '" + told + "' 2>&1; ls -A >> '"
                + told + "'; cat report.json >> '" + told + "'"));
        List<String> lines = Files.readAllLines(told);
        Files.delete(told);
        assertTrue(lines.getFirst().contains("cannot be written to " + folder) && lines.getFirst().contains("No space left on device"), lines::toString);
        assertEquals(List.of("big", "report.json", "old"), lines.subList(1, lines.size()));
    }

    private static boolean ends(int code, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == code;
    }

    /** Writes a report as the probe does, in a JVM that may have another view of the file system. */
    static final class Full {
        public static void main(String[] folder) {
            try {
                new ReportFolder(Path.of(folder[0]), new ObjectMapper()).write(SampleReport.make());
            } catch (ProbeException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
