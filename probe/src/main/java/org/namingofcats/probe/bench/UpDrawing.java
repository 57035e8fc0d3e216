package org.namingofcats.probe.bench;

import java.util.Comparator;
import java.util.List;

/** Phases of one {@code make lab} under each other on one scale of time: what runs beside what, and what waits for what. */
final class UpDrawing {
    private static final int WIDTH = 760;
    private static final int LABEL = 120;
    private static final int VALUE = 60;
    private static final int ROW = 22;
    private static final int BAR = 12;

    private final Drawing drawing = new Drawing("What make lab does, and when", """
            .value{font-size:11px}.bar{fill:#2563a8}.whole{fill:#8a939d}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.bar{fill:#6cb0f5}}
            """);
    private int y = 14;

    private UpDrawing() {}

    /** The round whose lab took the median time, and the cold build when there is one. */
    static String of(UpTimes times) {
        UpDrawing all = new UpDrawing();
        List<Integer> byTime = times.rounds().stream().filter(round -> times.seconds(round, UpTimes.LAB).length > 0)
                .sorted(Comparator.comparingDouble(round -> times.seconds(round, UpTimes.LAB)[0])).toList();
        if (!byTime.isEmpty()) {
            all.group("warm: images are there, no cluster", times.of(byTime.get(byTime.size() / 2)));
        }
        if (!times.of(UpTimes.COLD).isEmpty()) {
            all.group("cold: an empty cache", times.of(UpTimes.COLD));
        }
        return all.drawing.of(WIDTH, all.y);
    }

    private void group(String title, List<UpTimes.Phase> round) {
        List<UpTimes.Phase> phases = round.stream().filter(phase -> !phase.name().equals(UpTimes.BARE)).toList();
        long from = phases.stream().mapToLong(UpTimes.Phase::from).min().orElse(0);
        double whole = phases.stream().mapToLong(UpTimes.Phase::until).max().orElse(1) - from;
        y += 14;
        drawing.text("head", 14, y, title);
        drawing.say(title + ": ");
        y += 12;
        for (UpTimes.Phase phase : phases) {
            int left = x((phase.from() - from) / whole);
            int right = x((phase.until() - from) / whole);
            drawing.text("name", 14, y + BAR, phase.name());
            drawing.add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", phase.name().equals(UpTimes.LAB) ? "whole" : "bar",
                    left, y + 2, Math.max(1, right - left), BAR);
            drawing.text("value", right + 5, y + BAR, "%.0f s".formatted(phase.seconds()));
            drawing.say("%s %.0f s; ".formatted(phase.name(), phase.seconds()));
            y += ROW;
        }
        y += 10;
    }

    private static int x(double share) {
        return LABEL + (int) Math.round(share * (WIDTH - LABEL - VALUE));
    }
}
