package org.namingofcats.probe.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The folder that the reports go to. A reader finds the old report or the new one, never half of one. */
public final class ReportFolder {
    private final Path folder;
    private final ObjectMapper json;
    private final boolean strict;

    /**
     * @param folder made if it is not there
     * @param json   mapper of the records
     */
    public ReportFolder(Path folder, ObjectMapper json) {
        this(folder, json, false);
    }

    /** @param strict whether a skipped check fails the run, so that it is a failure in {@code junit.xml} */
    public ReportFolder(Path folder, ObjectMapper json, boolean strict) {
        this.folder = folder;
        this.json = json;
        this.strict = strict;
    }

    /**
     * Makes the folder and tries whether it can be written to, before time is spent on what goes there.
     *
     * @param old names of files that are removed, lest another run's be taken for this one's
     * @throws ProbeException when it cannot
     */
    public void prepare(String... old) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(Files.writeString(next("report.json"), ""));
            for (String name : old) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /**
     * Writes {@code report.json}, {@code junit.xml} and {@code index.html}.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(Report report) {
        write(files(report));
    }

    /**
     * The same, where there is a verdict already.
     *
     * @param code what the run ends with, which is not lost when they cannot be written
     */
    public void write(Report report, int code) {
        write(files(report), code);
    }

    private Map<String, String> files(Report report) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.json", json(report, json) + "\n");
        files.put("junit.xml", JUnitReport.of(report, strict));
        files.put("index.html", HtmlReport.of(report));
        return files;
    }

    /**
     * Writes files of these names and contents. None takes its place before all of them are whole.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(Map<String, String> files) {
        Map<Path, Path> ready = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            for (var file : files.entrySet()) {
                Path next = next(file.getKey());
                ready.put(next, folder.resolve(file.getKey()));
                Files.write(next, file.getValue().getBytes(StandardCharsets.UTF_8)); // writeString would throw at half a surrogate pair
            }
            for (var file : ready.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            ready.keySet().forEach(ReportFolder::discard);
            throw trouble(e);
        }
    }

    /**
     * The same, where there is a verdict already.
     *
     * @param code what the run ends with, which is not lost when they cannot be written
     */
    public void write(Map<String, String> files, int code) {
        ProbeException.beside(code, () -> write(files));
    }

    /**
     * The report that is there, if one is.
     *
     * @throws IOException when it is none
     */
    public Optional<Report> read() throws IOException {
        Path file = folder.resolve("report.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Report report = json.readValue(file.toFile(), Report.class);
        if (report == null || report.cluster() == null || report.summary() == null || report.checks() == null
                || report.checks().stream().anyMatch(check -> check == null || check.id() == null || check.verdict() == null
                        || check.evidence() == null || check.evidence().calls() == null)) {
            throw new IOException(file + " is other JSON");
        }
        return Optional.of(report);
    }

    /** Another run may write to the same folder at the same time. */
    private Path next(String name) {
        return folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".next");
    }

    /** The file system's exceptions say only where when the kernel said no more, so what kind they are is told as well. */
    private ProbeException trouble(IOException e) {
        return new ProbeException(ExitCode.USAGE, "the report cannot be written to " + folder + " ("
                + e.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + e.getMessage() + ")",
                "free that place, or choose another with --report");
    }

    /** A record as indented JSON. */
    public static String json(Object written, ObjectMapper json) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of strings and numbers do not fail
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
