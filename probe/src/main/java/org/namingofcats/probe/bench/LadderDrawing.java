package org.namingofcats.probe.bench;

import java.util.List;

/**
 * The ladder as a drawing: a bar a rung, as long as its median, with the 99th percentile as a tick; kept-alive and new
 * connections beside each other. No script, no font from elsewhere, and the reader's choice of light or dark.
 */
final class LadderDrawing {
    private static final int WIDTH = 760;
    private static final int LABEL = 250;
    private static final int ROW = 22;
    private static final int BAR = 12;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title desc">
            <title id="title">What each name of a pod costs</title>
            <desc id="desc">%3$s</desc>
            <style>
            svg{font:13px system-ui,sans-serif;background:#fff;color:#1b1f24}text{fill:currentColor}.head{font-size:15px;font-weight:600}
            .from,.value{font-size:11px}.bar{fill:#2563a8}.floor .bar{fill:#8a939d}.tail{stroke:#2563a8}.floor .tail{stroke:#8a939d}
            .tick{stroke:currentColor;stroke-dasharray:2 3;opacity:.35}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.bar{fill:#6cb0f5}.tail{stroke:#6cb0f5}}
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private int y = 14;

    private LadderDrawing() {}

    static String of(BenchReport report) {
        LadderDrawing drawing = new LadderDrawing();
        for (boolean keepAlive : new boolean[] {true, false}) {
            List<ArmView> arms = report.arms().stream().filter(arm -> arm.keepAlive() == keepAlive && arm.requests() > 0).toList();
            if (!arms.isEmpty()) {
                drawing.group(keepAlive ? "kept-alive connection" : "a new connection for each request", arms);
            }
        }
        return HEAD.formatted(WIDTH, drawing.y, xml(drawing.words.toString())) + drawing.body + "</svg>\n";
    }

    private void group(String title, List<ArmView> arms) {
        double longest = arms.stream().mapToDouble(ArmView::p99).max().orElse(1);
        y += 14;
        text("head", 14, y, title + " (µs: bar to the median, line to the 99th percentile)");
        words.append(title).append(": ");
        y += 12;
        for (ArmView arm : arms) {
            row(arm, longest);
        }
        base(arms, longest);
        y += 10;
    }

    private void row(ArmView arm, double longest) {
        body.append("<g%s>\n".formatted(isFloor(arm) ? " class=\"floor\"" : ""));
        text("name", 14, y + BAR, arm.what());
        text("from", 158, y + BAR, "from " + arm.from());
        body.append("<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n".formatted(LABEL, y + 2, x(arm.p50(), longest) - LABEL, BAR));
        body.append("<line class=\"tail\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n".formatted(x(arm.p50(), longest), y + 2 + BAR / 2, x(arm.p99(), longest), y + 2 + BAR / 2));
        text("value", x(arm.p99(), longest) + 5, y + BAR, "%.0f".formatted(arm.p50()));
        body.append("</g>\n");
        words.append("%s from %s %.0f µs; ".formatted(arm.what(), arm.from(), arm.p50()));
        y += ROW;
    }

    /** A line through all bars where the base ends. */
    private void base(List<ArmView> arms, double longest) {
        arms.stream().filter(arm -> arm.what().equals(Arm.POD_IP) && arm.from().equals(Arm.SAME_NODE)).findFirst().ifPresent(arm ->
                body.append("<line class=\"tick\" x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\"/>\n".formatted(
                        x(arm.p50(), longest), y - arms.size() * ROW, y)));
    }

    private static boolean isFloor(ArmView arm) {
        return List.of(Arm.C_SERVER, Arm.NGINX, Arm.C_CLIENT, Arm.CONTROL).contains(arm.what());
    }

    private static int x(double micros, double longest) {
        return LABEL + (int) Math.round(micros / longest * (WIDTH - LABEL - 50));
    }

    private void text(String style, int x, int baseline, String text) {
        body.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, baseline, xml(text)));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
