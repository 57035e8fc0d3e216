package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * A page with parts that benches write, each its own; what people wrote around them stays. None is made of a page that is not there or lacks the
 * marks of its part, a {@link ProbeException} says so: before anything is measured.
 */
public final class PerformancePage {
    static final String BEGIN = "<!-- probe bench writes from here -->";
    static final String END = "<!-- probe bench writes until here -->";

    private final Path page;
    private final List<Part> parts;

    /**
     * What one command writes.
     *
     * @param mode kube-proxy's, if another part has another; else {@code null}
     */
    private record Part(Subject subject, String mode) {
        String begin() {
            return BEGIN.replace("probe bench", words());
        }

        String end() {
            return END.replace("probe bench", words());
        }

        private String words() {
            return "probe " + subject.command + (mode == null ? "" : ", " + mode + ",");
        }
    }

    private PerformancePage(Path page, List<Part> parts) {
        this.page = page;
        this.parts = parts;
        parts.forEach(part -> replaced(read(), part, ""));
    }

    /** The parts of a subject: one, or one for each of kube-proxy's modes. */
    public static PerformancePage of(Path page, Subject subject) {
        return new PerformancePage(page, subject != Subject.GROWTH ? List.of(new Part(subject, null))
                : ServiceRules.modes().stream().map(mode -> new Part(subject, mode)).toList());
    }

    /**
     * Writes the tables between the marks, and the JSON and what is drawn beside the page.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(BenchReport report, ObjectMapper json) {
        Part own = parts.stream().filter(part -> isOf(report, part)).findFirst().orElseThrow();
        Path folder = page.toAbsolutePath().getParent();
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(own.subject.recorded(own.mode)), BenchFiles.text(report, json));
        boolean ladder = own.subject == Subject.LADDER;
        if (ladder) {
            files.put(folder.resolve("img/ladder.svg"), LadderDrawing.of(report));
        } else if (own.subject == Subject.GROWTH) {
            files.put(folder.resolve("img/growth.svg"), GrowthDrawing.of(ofAllParts(report, folder, json)));
        }
        files.put(page, replaced(read(), own, BenchMarkdown.of(report, ladder)));
        save(files);
    }

    /**
     * Writes a drawing into {@code img/} beside the page.
     *
     * @throws ProbeException when that cannot be
     */
    public void draw(String name, String svg) {
        save(Map.of(page.toAbsolutePath().resolveSibling("img").resolve(name), svg));
    }

    private void save(Map<Path, String> files) {
        try {
            Files.createDirectories(page.toAbsolutePath().resolveSibling("img"));
            for (var file : files.entrySet()) {
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "the page cannot be written beside " + page + " (" + e.getMessage() + ")", "free that place");
        }
    }

    private static boolean isOf(BenchReport report, Part part) {
        return part.mode == null || part.mode.equals(report.setting().proxyMode());
    }

    /** This report, and of the other parts the recorded ones, as far as there are any that say their mode. */
    private List<BenchReport> ofAllParts(BenchReport fresh, Path folder, ObjectMapper json) {
        List<BenchReport> all = new ArrayList<>();
        for (Part part : parts) {
            Path file = folder.resolve(part.subject.recorded(part.mode));
            BenchReport report = isOf(fresh, part) ? fresh : Files.exists(file) ? recorded(file, json) : null;
            if (report != null && isOf(report, part)) {
                all.add(report);
            }
        }
        return all;
    }

    private static BenchReport recorded(Path file, ObjectMapper json) {
        try {
            return BenchFiles.read(file, json);
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.USAGE, e.getMessage(), "measure that mode again, or remove the file");
        }
    }

    private String read() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "there is no page " + page, "name one that has the marks of docs/performance.md");
        }
    }

    private String replaced(String text, Part part, String tables) {
        int from = text.indexOf(part.begin());
        int until = text.indexOf(part.end());
        if (from < 0 || until < from) {
            throw new ProbeException(ExitCode.USAGE, page + " has no part for a bench", "put '" + part.begin() + "' and '" + part.end() + "' into it");
        }
        return text.substring(0, from + part.begin().length()) + "\n" + tables + text.substring(until);
    }
}
