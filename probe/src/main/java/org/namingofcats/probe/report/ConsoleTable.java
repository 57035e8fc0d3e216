package org.namingofcats.probe.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;

/** The report for a person at a terminal, 100 columns wide: what went wrong first, then every check by path. */
public final class ConsoleTable {
    static final int WIDTH = 100;
    /** Columns of the table: mark, what, vantage, who answered, source address seen, outcome, median time. */
    private static final int[] WIDTHS = {6, 26, 10, 15, 18, 12, 5};
    private static final List<String> HEADER = List.of(
            "", "what", "vantage", "who answered", "source IP seen", "outcome", "   ms");
    private static final int VANTAGE_END = 2 + WIDTHS[0] + 1 + WIDTHS[1] + 1 + WIDTHS[2] + 1;

    private final PrintWriter out;
    private final Paint paint;

    /** Colours only for a person: on a terminal, and unless {@code NO_COLOR} is set. */
    public ConsoleTable(PrintWriter out) {
        this(out, Paint.ofTerminal());
    }

    ConsoleTable(PrintWriter out, boolean colour) {
        this(out, new Paint(colour));
    }

    private ConsoleTable(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    /** Prints all of it and flushes. */
    public void print(Report report) {
        Brief brief = new Brief(report.cluster().nodes());
        report.checks().stream().filter(Brief::isTrouble).sorted(Comparator.comparing(CheckResult::verdict))
                .forEach(this::trouble);
        line(HEADER, paint::dim);
        Map<String, List<CheckResult>> byPath = report.checks().stream()
                .collect(Collectors.groupingBy(CheckResult::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach((path, checks) -> {
            out.println(paint.bold(path));
            checks.forEach(check -> row(check, brief));
            out.println();
        });
        if (report.cluster().inUseBy() != null) {
            Wrap.lines("Made beside " + report.cluster().inUseBy() + ": what went wrong may be its doing.", WIDTH).forEach(out::println);
        }
        out.println(Counts.of(report.summary(), paint));
        out.flush();
    }

    /** What a reader of a failure needs, in the order in which they ask for it. */
    private void trouble(CheckResult check) {
        out.println(paint.verdict(check.verdict(), Paint.mark(check.verdict()) + " " + check.id())
                + paint.dim(" from " + check.vantage()));
        field("Expected", check.expected());
        field("Observed", Observed.text(check));
        field("Why", check.reason());
        if (check.reproduce() != null) {
            out.println("  Reproduce  " + check.reproduce()); // in one piece, however long: it is there to be copied
        }
        out.println();
    }

    private void field(String name, String value) {
        if (value != null) {
            String label = name;
            for (String line : Wrap.lines(value, WIDTH - 13)) {
                out.println("  " + paint.dim(pad(label, 9)) + "  " + line);
                label = "";
            }
        }
    }

    private void row(CheckResult check, Brief brief) {
        List<String> cells = new ArrayList<>(List.of(mark(check.verdict()), brief.what(check), check.vantage()));
        cells.addAll(check.outcome() == null ? List.of(Brief.isTrouble(check) ? "see above" : String.valueOf(check.reason()))
                : List.of(brief.who(check), brief.source(check), Brief.outcome(check), Brief.millis(check)));
        line(cells, text -> paint.verdict(check.verdict(), text));
    }

    private static String mark(Verdict verdict) {
        return verdict == Verdict.INCONCLUSIVE ? "? INC." : Paint.mark(verdict);
    }

    /** One row, on as many lines as its fullest cell needs; the last cell has all the room that is left. */
    private void line(List<String> cells, UnaryOperator<String> colour) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean reason = i == 3 && cells.size() == 4;
            wrapped.add(Wrap.lines(cells.get(i), reason ? WIDTH - VANTAGE_END : WIDTHS[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int y = 0; y < height; y++) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < wrapped.size(); i++) {
                String cell = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
                String padded = i == 6 ? " ".repeat(Math.max(0, WIDTHS[i] - cell.length())) + cell
                        : i == wrapped.size() - 1 ? cell : pad(cell, WIDTHS[i]) + " ";
                text.append(i == 0 || i == 5 || cells == HEADER ? colour.apply(padded) : padded);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
