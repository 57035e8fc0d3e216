package org.namingofcats.probe.bench;

import java.io.PrintWriter;
import java.util.List;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Paint;

/** A bench for a person at a terminal: the ladder with its rungs drawn as long as they take, then the aims and what can be said. */
public final class BenchTable {
    private static final int LONGEST_BAR = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final PrintWriter out;
    private final Paint paint;

    /** Colours only for a person who looks on. */
    public BenchTable(PrintWriter out) {
        this(out, Paint.ofTerminal());
    }

    BenchTable(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    /** Prints all of it and flushes. */
    public void print(BenchReport report) {
        for (boolean keepAlive : new boolean[] {true, false}) {
            List<ArmView> arms = report.arms().stream().filter(arm -> arm.keepAlive() == keepAlive && arm.requests() > 0).toList();
            if (!arms.isEmpty()) {
                ladder(keepAlive, arms, report);
            }
        }
        figures(report.figures().stream().filter(figure -> figure.aim() != null || report.arms().isEmpty()).toList());
        out.printf("%n  control (the same twice) %s%s%n", spread(report.control().ratio(), report.control().low(), report.control().high()),
                report.control().fresh() == null ? "" : ", " + report.secondControl() + " " + spread(report.control().fresh().ratio(),
                        report.control().fresh().low(), report.control().fresh().high()));
        out.printf("  noise                    %d of %d rounds dropped as noisy, %d as broken; rule: %s%n", report.noise().droppedNoisy(),
                report.noise().total(), report.noise().droppedBroken(), report.noise().rule());
        report.leftOut().forEach(what -> out.println("  " + paint.dim("left out  " + what)));
        out.printf("%n%s%n", verdict(report));
        out.flush();
    }

    private void ladder(boolean keepAlive, List<ArmView> arms, BenchReport report) {
        double longest = arms.stream().mapToDouble(ArmView::p50).max().orElse(1);
        out.printf("%n%s %s%n", paint.bold(Arm.connection(keepAlive)), paint.dim("µs from when a request was due, "
                + (keepAlive ? report.setting().keptPerSecond() : report.setting().freshPerSecond()) + " a second"));
        out.println(paint.dim("  %-18s %-11s %7s %7s %7s  %-24s %7s".formatted("", "from", "p50", "p99", "CPU", "p50", "÷ base")));
        for (ArmView arm : arms) {
            out.printf("  %-18s %-11s %7.0f %7.0f %7s  %s %7s%s%n", arm.what(), arm.from(), arm.p50(), arm.p99(), cpu(arm), bar(arm.p50() / longest),
                    ratio(arm, report), arm.cold() ? " cold" : "");
        }
        out.println(paint.dim("  ÷ base is of the rounds that both were in, percentiles are not all of the same rounds"));
    }

    /** The servers' time and the proxy's. */
    private static String cpu(ArmView arm) {
        return arm.serverCpu() == null ? "–" : arm.proxyCpu() == null ? "%.0f".formatted(arm.serverCpu())
                : "%.0f+%.0f".formatted(arm.serverCpu(), arm.proxyCpu());
    }

    /** Of rounds that both were in: the medians are not all of the same rounds. */
    private static String ratio(ArmView arm, BenchReport report) {
        return LadderFigures.against(report, arm).map(figure -> "%.2f".formatted(figure.ratio())).orElse("");
    }

    static String bar(double share) {
        int eighths = (int) Math.round(share * LONGEST_BAR * 8);
        String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return bar + " ".repeat(Math.max(0, LONGEST_BAR - bar.length()));
    }

    private void figures(List<Figure> figures) {
        if (!figures.isEmpty()) {
            out.println();
            out.println(paint.dim("  %-44s %-24s %s".formatted("", "median [95% interval]", "aim")));
        }
        figures.forEach(figure -> out.println("  %-44s %-24s %s".formatted(figure.name(),
                figure.unit().equals(Figure.RATIO) ? spread(figure.ratio(), figure.low(), figure.high())
                        : "%.0f [%.0f–%.0f] %s".formatted(figure.ratio(), figure.low(), figure.high(), figure.unit()), aim(figure)).stripTrailing()));
    }

    private String aim(Figure figure) {
        return figure.aim() == null ? "" : "%s %s  %s".formatted(figure.more() ? "≥" : "≤",
                (figure.unit().equals(Figure.RATIO) ? "%.2f" : "%.0f").formatted(figure.aim()),
                paint.verdict(figure.met() ? Verdict.PASS : Verdict.FAIL, figure.met() ? "✔ met" : "✘ missed"));
    }

    private static String spread(double ratio, double low, double high) {
        return "%.3f [%.3f–%.3f]".formatted(ratio, low, high);
    }

    private String verdict(BenchReport report) {
        Verdict colour = switch (report.verdict()) {
            case BenchReport.MET -> Verdict.PASS;
            case BenchReport.MISSED -> Verdict.FAIL;
            default -> Verdict.INCONCLUSIVE;
        };
        return paint.verdict(colour, report.verdict() + ": " + report.reason());
    }
}
