package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.cli.ProbeException;

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
        Files.createDirectories(folder.resolve(".index.html.next/in-the-way"));
        assertThrows(ProbeException.class, () -> new ReportFolder(folder, json).write(SampleReport.make()));
        assertEquals("old", Files.readString(folder.resolve("report.json")));
        assertEquals(Set.of("report.json", ".index.html.next"), names(folder), "nothing half done is left");
    }

    @Test
    void saysInOneLineWhyItCannotWriteAndWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        var trouble = assertThrows(ProbeException.class, () -> new ReportFolder(file, json).write(SampleReport.make()));
        assertTrue(trouble.getMessage().startsWith("the report cannot be written to " + file), trouble.getMessage());
        assertTrue(trouble.getMessage().endsWith("choose another with --report"), trouble.getMessage());
        assertEquals(1, trouble.getMessage().lines().count());
    }
}
