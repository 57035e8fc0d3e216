package org.namingofcats.probe.bench;

import java.util.List;

/**
 * The ladder as a drawing: a bar a rung, as long as its median, with the 99th percentile as a tick; kept-alive and new
 * connections under each other. What a name costs against another is not to be read from it: rows are not of the same rounds.
 */
final class LadderDrawing {
    private static final int WIDTH = 760;
    private static final int LABEL = 250;
    private static final int ROW = 22;
    private static final int BAR = 12;
    private static final String STYLE = """
            .from,.value{font-size:11px}.bar{fill:#2563a8}.floor .bar{fill:#8a939d}.tail{stroke:#2563a8}.floor .tail{stroke:#8a939d}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.bar{fill:#6cb0f5}.tail{stroke:#6cb0f5}}
            """;

    private final Drawing drawing = new Drawing("What each name of a pod costs", STYLE);
    private int y = 14;

    private LadderDrawing() {}

    static String of(BenchReport report) {
        LadderDrawing ladder = new LadderDrawing();
        for (boolean keepAlive : new boolean[] {true, false}) {
            List<ArmView> arms = report.arms().stream().filter(arm -> arm.keepAlive() == keepAlive && arm.requests() > 0).toList();
            if (!arms.isEmpty()) {
                ladder.group(keepAlive ? "kept-alive connection" : "a new connection for each request", arms);
            }
        }
        return ladder.drawing.of(WIDTH, ladder.y);
    }

    private void group(String title, List<ArmView> arms) {
        double longest = arms.stream().mapToDouble(ArmView::p99).max().orElse(1);
        y += 14;
        drawing.text("head", 14, y, title + " (µs: bar to the median, line to the 99th percentile)");
        drawing.say(title + ": ");
        y += 12;
        for (ArmView arm : arms) {
            row(arm, longest);
        }
        y += 10;
    }

    private void row(ArmView arm, double longest) {
        drawing.add("<g%s>", isFloor(arm) ? " class=\"floor\"" : "");
        drawing.text("name", 14, y + BAR, arm.what());
        drawing.text("from", 158, y + BAR, "from " + arm.from());
        drawing.add("<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", LABEL, y + 2, x(arm.p50(), longest) - LABEL, BAR);
        drawing.line("tail", x(arm.p50(), longest), y + 2 + BAR / 2, x(arm.p99(), longest), y + 2 + BAR / 2);
        drawing.text("value", x(arm.p99(), longest) + 5, y + BAR, "%.0f".formatted(arm.p50()));
        drawing.add("</g>");
        drawing.say("%s from %s %.0f µs; ".formatted(arm.what(), arm.from(), arm.p50()));
        y += ROW;
    }

    private static boolean isFloor(ArmView arm) {
        return List.of(Arm.C_SERVER, Arm.NGINX, Arm.PROXY, Arm.C_CLIENT, Arm.BESIDE_C, Arm.CONTROL).contains(arm.what());
    }

    private static int x(double micros, double longest) {
        return LABEL + (int) Math.round(micros / longest * (WIDTH - LABEL - 50));
    }
}
