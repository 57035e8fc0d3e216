package org.namingofcats.probe.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.namingofcats.probe.report.ReportFolder;

/** A bench as a file, and back. */
public final class BenchFiles {
    private BenchFiles() {}

    /** The report as indented JSON. */
    public static String text(BenchReport report, ObjectMapper json) {
        return ReportFolder.json(report, json) + "\n";
    }

    /**
     * A report that was written.
     *
     * @throws BenchFailure when there is none, or it is something else
     */
    public static BenchReport read(Path file, ObjectMapper json) {
        try {
            BenchReport report = json.readValue(Files.readString(file), BenchReport.class);
            if (report == null || report.figures() == null || report.control() == null || report.verdict() == null
                    || report.figures().stream().anyMatch(figure -> figure == null || figure.name() == null || figure.unit() == null)) {
                throw new BenchFailure(file + " is no bench: it lacks figures, a control or a verdict");
            }
            return report;
        } catch (JsonProcessingException e) {
            throw new BenchFailure(file + " is no bench: " + e.getOriginalMessage().lines().findFirst().orElse("not JSON"));
        } catch (IOException e) {
            throw new BenchFailure(file + " cannot be read (" + e.getClass().getSimpleName().replaceFirst("Exception$", "") + ")");
        }
    }
}
