package org.namingofcats.probe.bench;

import java.util.List;

/** Phases of one {@code make lab} under each other on one scale of time: what runs beside what, and what waits for what. */
final class UpDrawing {
    private static final int WIDTH = 760;
    private static final int LABEL = 120;
    private static final int ROW = 22;
    private static final int BAR = 12;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title desc">
            <title id="title">What make lab does, and when</title>
            <desc id="desc">%3$s</desc>
            <style>
            svg{font:13px system-ui,sans-serif;background:#fff;color:#1b1f24}text{fill:currentColor}.head{font-size:15px;font-weight:600}
            .value{font-size:11px}.bar{fill:#2563a8}.whole{fill:#8a939d}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.bar{fill:#6cb0f5}}
            </style>
            """;

    private UpDrawing() {}

    /** The round whose lab took the median time, and the cold build when there is one. */
    static String of(UpTimes times) {
        StringBuilder body = new StringBuilder();
        StringBuilder words = new StringBuilder();
        int y = 14;
        List<Integer> byTime = times.rounds().stream().filter(round -> times.seconds(round, UpTimes.LAB).length > 0)
                .sorted((a, b) -> Double.compare(times.seconds(a, UpTimes.LAB)[0], times.seconds(b, UpTimes.LAB)[0])).toList();
        if (!byTime.isEmpty()) {
            y = group("warm: images are there, no cluster", times.of(byTime.get(byTime.size() / 2)), body, words, y);
        }
        if (!times.of(UpTimes.COLD).isEmpty()) {
            y = group("cold: nothing is there", times.of(UpTimes.COLD), body, words, y);
        }
        return HEAD.formatted(WIDTH, y, words) + body + "</svg>\n";
    }

    private static int group(String title, List<UpTimes.Phase> all, StringBuilder body, StringBuilder words, int top) {
        List<UpTimes.Phase> phases = all.stream().filter(phase -> !phase.name().equals(UpTimes.BARE)).toList();
        long from = phases.stream().mapToLong(UpTimes.Phase::from).min().orElse(0);
        double whole = phases.stream().mapToLong(UpTimes.Phase::until).max().orElse(1) - from;
        int y = top + 14;
        body.append("<text class=\"head\" x=\"14\" y=\"%d\">%s</text>\n".formatted(y, title));
        words.append(title).append(": ");
        y += 12;
        for (UpTimes.Phase phase : phases) {
            int left = LABEL + (int) Math.round((phase.from() - from) / whole * (WIDTH - LABEL - 60));
            int right = LABEL + (int) Math.round((phase.until() - from) / whole * (WIDTH - LABEL - 60));
            body.append("<text x=\"14\" y=\"%d\">%s</text>\n".formatted(y + BAR, phase.name()));
            body.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n".formatted(
                    phase.name().equals(UpTimes.LAB) ? "whole" : "bar", left, y + 2, Math.max(1, right - left), BAR));
            body.append("<text class=\"value\" x=\"%d\" y=\"%d\">%.0f s</text>\n".formatted(right + 5, y + BAR, phase.seconds()));
            words.append("%s %.0f s; ".formatted(phase.name(), phase.seconds()));
            y += ROW;
        }
        return y + 10;
    }
}
