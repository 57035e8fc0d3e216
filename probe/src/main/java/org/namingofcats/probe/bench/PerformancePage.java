package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.cli.ExitCode;
import org.namingofcats.probe.cli.ProbeException;

/** A page with a part that a bench writes; what people wrote around it stays. */
public final class PerformancePage {
    static final String BEGIN = "<!-- probe bench writes from here -->";
    static final String END = "<!-- probe bench writes until here -->";

    private final Path page;
    private final String begin;
    private final String end;
    private final String file;

    private PerformancePage(Path page, String command, String file) {
        this.page = page;
        this.begin = BEGIN.replace("probe bench", "probe " + command);
        this.end = END.replace("probe bench", "probe " + command);
        this.file = file;
    }

    /**
     * The page, which has both marks for the ladder.
     *
     * @throws ProbeException when it is not there or lacks them: before anything is measured
     */
    public static PerformancePage at(Path page) {
        return new PerformancePage(page, "bench", BenchFiles.NAME).checked();
    }

    /**
     * The page, which has both marks for the aims alone.
     *
     * @throws ProbeException when it is not there or lacks them: before anything is measured
     */
    public static PerformancePage aims(Path page) {
        return new PerformancePage(page, "bench --aims", "bench-aims.json").checked();
    }

    /**
     * The page, which has both marks for the services.
     *
     * @throws ProbeException when it is not there or lacks them: before anything is measured
     */
    public static PerformancePage services(Path page) {
        return new PerformancePage(page, "bench services", "bench-services.json").checked();
    }

    /**
     * The page, which has both marks for growth.
     *
     * @throws ProbeException when it is not there or lacks them: before anything is measured
     */
    public static PerformancePage growth(Path page) {
        return new PerformancePage(page, "bench growth", "bench-growth.json").checked();
    }

    /**
     * The page, which has both marks for {@code make lab}.
     *
     * @throws ProbeException when it is not there or lacks them: before anything is measured
     */
    public static PerformancePage up(Path page) {
        return new PerformancePage(page, "bench up", "bench-up.json").checked();
    }

    private PerformancePage checked() {
        replaced(read(), "");
        return this;
    }

    /**
     * Writes the tables between the marks, and the JSON and for a ladder {@code img/ladder.svg} beside the page.
     *
     * @throws ProbeException when that cannot be
     */
    public void write(BenchReport report, ObjectMapper json) {
        Path folder = page.toAbsolutePath().getParent();
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(file), BenchFiles.text(report, json));
        if (file.equals(BenchFiles.NAME)) {
            files.put(folder.resolve("img/ladder.svg"), LadderDrawing.of(report));
        }
        files.put(page, replaced(read(), tables(report)));
        try {
            Files.createDirectories(folder.resolve("img"));
            for (var file : files.entrySet()) {
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "the page cannot be written beside " + page + " (" + e.getMessage() + ")", "free that place");
        }
    }

    /**
     * Writes a drawing into {@code img/} beside the page.
     *
     * @throws ProbeException when that cannot be
     */
    public void draw(String name, String svg) {
        Path file = page.toAbsolutePath().resolveSibling("img").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, file + " cannot be written (" + e.getMessage() + ")", "free that place");
        }
    }

    private String read() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "there is no page " + page, "name one that has the marks of docs/performance.md");
        }
    }

    private String replaced(String text, String part) {
        int from = text.indexOf(begin);
        int until = text.indexOf(end);
        if (from < 0 || until < from) {
            throw new ProbeException(ExitCode.USAGE, page + " has no part for a bench", "put '" + begin + "' and '" + end + "' into it");
        }
        return text.substring(0, from + begin.length()) + "\n" + part + text.substring(until);
    }

    private String tables(BenchReport report) {
        StringBuilder text = new StringBuilder("\n").append(setting(report)).append("\n\n**").append(report.verdict()).append("**: ")
                .append(report.reason()).append(".\n\n| figure | median | 95% interval | aim | |\n| --- | --- | --- | --- | --- |\n");
        report.figures().stream().filter(figure -> figure.aim() != null || report.arms().isEmpty()).forEach(figure -> text.append(row(figure)));
        Control control = report.control();
        text.append(control("the same twice" + (report.arms().isEmpty() ? "" : ", kept-alive"), new Spread(control.ratio(), control.low(), control.high()), control.tolerance()));
        if (control.fresh() != null) {
            text.append(control("the same twice, new connection", control.fresh(), control.tolerance()));
        }
        if (!report.arms().isEmpty()) {
            text.append("\nNoise: %d of %d rounds of an arm dropped as noisy, %d as broken. Rule: %s.\n".formatted(report.noise().droppedNoisy(),
                    report.noise().total(), report.noise().droppedBroken(), report.noise().rule()));
        }
        if (file.equals(BenchFiles.NAME)) {
            text.append("\n![The ladder: median and 99th percentile of each name, as the tables below](img/ladder.svg)\n");
            arms(text, report, true);
            arms(text, report, false);
        }
        report.leftOut().forEach(what -> text.append("\n- Left out: ").append(what));
        return text.append(report.leftOut().isEmpty() ? "\n" : "\n\n").toString();
    }

    private static String setting(BenchReport report) {
        BenchReport.Setting setting = report.setting();
        return setting.seed() == 0 ? "Made %s: %d rounds, %d cores.".formatted(minute(report), setting.rounds(), setting.cores())
                : report.arms().isEmpty() ? "Made %s: %d rounds in random order (seed %d), %d cores.".formatted(minute(report), setting.rounds(), setting.seed(),
                setting.cores())
                : """
                Made %s: %d rounds of %d ms an arm in random order (seed %d), %d requests a second on a kept-alive connection, %d with
                new ones, %d cores. `%s` answers, on node %s%s.""".formatted(minute(report), setting.rounds(), setting.sliceMillis(), setting.seed(), setting.keptPerSecond(),
                setting.freshPerSecond(), setting.cores(), setting.pod(), setting.node(),
                setting.proxyNode() == null ? "" : "; the Ingress controller's proxies are on " + setting.proxyNode());
    }

    private static String minute(BenchReport report) {
        return report.made().substring(0, 16).replace('T', ' ') + " UTC";
    }

    private static String row(Figure figure) {
        String unit = figure.unit().equals(Figure.RATIO) ? "" : " " + figure.unit();
        String digits = unit.isEmpty() ? "%.3f" : "%.0f";
        return ("| %s | " + digits + "%s | " + digits + " – " + digits + " | %s | %s |\n").formatted(figure.name(), figure.ratio(), unit, figure.low(),
                figure.high(), figure.aim() == null ? "" : (figure.more() ? "≥ " : "≤ ") + (unit.isEmpty() ? "%.2f" : "%.0f").formatted(figure.aim()),
                figure.met() == null ? "" : figure.met() ? "✔" : "✘ missed");
    }

    private static String control(String what, Spread spread, double tolerance) {
        return "| control: %s | %.3f | %.3f – %.3f | 1.00 ± %.2f | |\n".formatted(what, spread.ratio(), spread.low(), spread.high(), tolerance);
    }

    private static void arms(StringBuilder text, BenchReport report, boolean keepAlive) {
        List<ArmView> arms = report.arms().stream().filter(arm -> arm.keepAlive() == keepAlive).toList();
        text.append("""

                ### %s

                | | from | p50 µs | p90 | p99 | server's CPU µs | proxy's CPU µs | ÷ pod IP, 95%% interval |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """.formatted(keepAlive ? "Kept-alive" : "New connection for each request"));
        arms.forEach(arm -> text.append("| %s | %s | %.0f | %.0f | %.0f | %s | %s | %s |%s\n".formatted(arm.what(), arm.from(), arm.p50(), arm.p90(), arm.p99(),
                cpu(arm.serverCpu()), cpu(arm.proxyCpu()), against(report, arm), arm.cold() ? " cold" : "")));
    }

    private static String cpu(Double micros) {
        return micros == null ? "" : "%.0f".formatted(micros);
    }

    private static String against(BenchReport report, ArmView arm) {
        List<String> names = List.of(LadderFigures.plain(arm.what(), arm.from(), arm.keepAlive()), LadderFigures.aimed(arm.what(), arm.from(), arm.keepAlive()));
        return report.figures().stream().filter(figure -> names.contains(figure.name())).findFirst()
                .map(figure -> "%.2f (%.2f – %.2f)".formatted(figure.ratio(), figure.low(), figure.high())).orElse("");
    }
}
