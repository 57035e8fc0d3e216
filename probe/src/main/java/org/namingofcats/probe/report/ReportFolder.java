package org.namingofcats.probe.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.namingofcats.probe.cli.ExitCode;
import org.namingofcats.probe.cli.ProbeException;

/** The folder that the reports go to. A reader finds the old report or the new one, never half of one. */
public final class ReportFolder {
    private final Path folder;
    private final ObjectMapper json;

    /**
     * @param folder made if it is not there
     * @param json   mapper of the records
     */
    public ReportFolder(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * Writes {@code report.json}, {@code junit.xml} and {@code index.html}.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(Report report) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.json", json(report, json) + "\n");
        files.put("junit.xml", JUnitReport.of(report));
        files.put("index.html", HtmlReport.of(report));
        write(files);
    }

    /**
     * Writes files of these names and contents, all of them or none.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(Map<String, String> files) {
        Map<Path, Path> ready = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            for (var file : files.entrySet()) {
                Path next = folder.resolve("." + file.getKey() + ".next");
                ready.put(next, folder.resolve(file.getKey()));
                Files.writeString(next, file.getValue());
            }
            for (var file : ready.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            ready.keySet().forEach(ReportFolder::discard);
            throw new ProbeException(ExitCode.USAGE, "the report cannot be written to " + folder + " (" + e + ")",
                    "free that place, or choose another with --report");
        }
    }

    /** The report as indented JSON. */
    public static String json(Report report, ObjectMapper json) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report.json", e); // records of strings and numbers do not fail
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What cannot be written to cannot be tidied either; the caller is told of the first error.
        }
    }
}
