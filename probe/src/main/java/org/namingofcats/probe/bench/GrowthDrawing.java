package org.namingofcats.probe.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Growth as a drawing: how many other Services there are from left to right, evenly spaced; what it takes to connect by
 * ClusterIP against localhost from bottom to top, with its interval, and in a thin line by the pod's own address. Lines of a colour
 * for each mode of kube-proxy; one that came to no verdict is dashed.
 */
final class GrowthDrawing {
    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int RIGHT = 700;
    private static final int TOP = 72;
    private static final int BOTTOM = 310;
    private static final int HEIGHT = 360;
    /** Between the intervals of two modes at one size, which would hide each other. */
    private static final int BESIDE = 14;
    private static final int MARK = 4;
    private static final String STYLE = """
            .note,.value{font-size:11px}.value,.size{text-anchor:middle}.scale{font-size:11px;text-anchor:end}.tick{stroke:currentColor;opacity:.15}
            .one{stroke:currentColor;stroke-dasharray:2 3;opacity:.5}.s0{fill:#2563a8;stroke:#2563a8}.s1{fill:#b45309;stroke:#b45309}
            .course{fill:none;stroke-width:2}.thin{fill:none;stroke-width:1.5;stroke-dasharray:2 3}.doubt .course{stroke-dasharray:6 5}.interval{stroke-width:2;opacity:.6}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.s0{fill:#6cb0f5;stroke:#6cb0f5}.s1{fill:#f0a45d;stroke:#f0a45d}}
            """;

    private final Drawing drawing = new Drawing("What a new connection by ClusterIP costs amid other Services", STYLE);
    private final List<Integer> sizes;
    private final double lowest;
    private final double highest;

    private GrowthDrawing(List<Figure> figures) {
        sizes = figures.stream().map(Figure::services).distinct().sorted().toList();
        lowest = Math.floor(10 * Math.min(0.9, figures.stream().mapToDouble(Figure::low).min().orElse(1))) / 10;
        highest = Math.ceil(10 * Math.max(1.1, figures.stream().mapToDouble(Figure::high).max().orElse(1))) / 10;
    }

    /** @param reports of growth, one a mode, in the order of their lines */
    static String of(List<BenchReport> reports) {
        GrowthDrawing growth = new GrowthDrawing(reports.stream().flatMap(report -> Stream.of(GrowthFigures.BY_CLUSTER_IP, GrowthFigures.BY_POD_IP)
                .flatMap(what -> points(report, what).stream())).toList());
        growth.drawing.text("head", 14, 24, "to connect by ClusterIP (median and 95% interval) and, dotted, by pod IP, ÷ localhost");
        growth.scales();
        for (int i = 0; i < reports.size(); i++) {
            growth.course(reports.get(i), i, (int) ((i - (reports.size() - 1) / 2.0) * BESIDE));
        }
        return growth.drawing.of(WIDTH, HEIGHT);
    }

    private static List<Figure> points(BenchReport report, String what) {
        return report.figures().stream().filter(figure -> figure.services() != null && figure.name().startsWith(what)).toList();
    }

    private void scales() {
        double step = highest - lowest > 1.2 ? 0.5 : 0.1;
        for (double ratio = Math.ceil(lowest / step - 1e-9) * step; ratio <= highest + 1e-9; ratio += step) {
            drawing.line(Math.abs(ratio - 1) < 1e-9 ? "one" : "tick", LEFT, y(ratio), RIGHT, y(ratio));
            drawing.text("scale", LEFT - 8, y(ratio) + 4, "%.1f".formatted(ratio));
        }
        sizes.forEach(size -> drawing.text("size", x(size), BOTTOM + 22, "%,d".formatted(size)));
        drawing.text("size", (LEFT + RIGHT) / 2, BOTTOM + 42, "other Services");
    }

    /** A mode keeps its colour and its mark, whichever others there are. */
    private void course(BenchReport report, int row, int beside) {
        int number = ServiceRules.modes().indexOf(report.setting().proxyMode());
        String mode = report.setting().proxyMode() + " mode, " + report.made().substring(0, 10)
                + (report.verdict().equals(BenchReport.NONE) ? " (no verdict: " + report.reason() + ")" : "");
        drawing.add("<g class=\"s%d%s\">", number, report.verdict().equals(BenchReport.NONE) ? " doubt" : "");
        mark(number, 18, 40 + 16 * row);
        drawing.say(mode + ": ");
        for (Figure figure : points(report, GrowthFigures.BY_CLUSTER_IP)) {
            int x = x(figure.services()) + beside;
            drawing.line("interval", x, y(figure.low()), x, y(figure.high()));
            mark(number, x, y(figure.ratio()));
            drawing.say("%,d other Services %.3f (%.3f – %.3f); ".formatted(figure.services(), figure.ratio(), figure.low(), figure.high()));
        }
        points(report, GrowthFigures.BY_POD_IP).forEach(figure -> drawing.say("by pod IP %.3f amid %,d; ".formatted(figure.ratio(), figure.services())));
        drawing.add("<path class=\"course\" d=\"%s\"/>", way(points(report, GrowthFigures.BY_CLUSTER_IP), beside));
        drawing.add("<path class=\"thin\" d=\"%s\"/>", way(points(report, GrowthFigures.BY_POD_IP), beside));
        drawing.add("</g>");
        drawing.text("note", 28, 44 + 16 * row, mode);
    }

    private String way(List<Figure> points, int beside) {
        return points.stream().map(figure -> (x(figure.services()) + beside) + " " + y(figure.ratio())).collect(Collectors.joining("L", "M", ""));
    }

    /** Told apart without colours as well. */
    private void mark(int number, int x, int y) {
        if (number == 0) {
            drawing.add("<circle cx=\"%d\" cy=\"%d\" r=\"%d\"/>", x, y, MARK);
        } else {
            drawing.add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x - MARK, y - MARK, 2 * MARK, 2 * MARK);
        }
    }

    private int x(int size) {
        int gaps = Math.max(1, sizes.size() - 1);
        return LEFT + 40 + (RIGHT - LEFT - 80) * sizes.indexOf(size) / gaps;
    }

    private int y(double ratio) {
        return BOTTOM - (int) Math.round((ratio - lowest) / (highest - lowest) * (BOTTOM - TOP));
    }
}
