package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.trouble.Clean;

/**
 * A race as a drawing: a strip for each lane, time from left to right. How much of a strip's height is in which colour is
 * how much of that moment's requests was answered by which generation of pods; what was lost hangs from its top in red,
 * at least so high that one request can be seen.
 */
public final class Timeline {
    private static final int LABEL = 190;
    private static final int WIDTH = 900;
    private static final int STRIP = 26;
    private static final int STEP = 34;
    private static final int TOP = 30;
    private static final int COLUMNS = 355;
    private static final double COLUMN = (double) (WIDTH - LABEL) / COLUMNS;
    /** Generations: those that were there at the start, and four colours in turn for who came after. */
    private static final int COLOURS = 5;
    private static final int LOST = COLOURS;

    private final RaceRun run;
    private final Map<String, Integer> generations = new LinkedHashMap<>();
    private final double start;
    private final double length;
    private final StringBuilder body = new StringBuilder();

    private Timeline(RaceRun run) {
        this.run = run;
        this.start = run.start();
        this.length = run.tracks().stream().filter(track -> !track.samples().isEmpty())
                .mapToDouble(track -> track.due(track.samples().getLast())).max().orElse(start) - start + 1;
    }

    /** The drawing, as an SVG element. */
    public static String of(RaceRun run) {
        return new Timeline(run).draw();
    }

    private String draw() {
        Map<String, List<TrackRun>> lanes = run.tracks().stream().collect(Collectors.groupingBy(track -> track.track().lane(),
                LinkedHashMap::new, Collectors.toList()));
        int y = TOP;
        Iterator<LaneResult> results = LaneResult.of(run).iterator(); // in the same order
        for (Map.Entry<String, List<TrackRun>> lane : lanes.entrySet()) {
            // What a pod calls itself may be anything.
            body.append("<g><title>%s</title>\n<text x=\"0\" y=\"%d\">%s</text>\n".formatted(Clean.xml(results.next().answeredBy()), y + 17, lane.getKey()));
            strip(count(lane.getValue()), y);
            body.append("</g>\n");
            y += STEP;
        }
        marks(y - STEP + STRIP);
        axis(y);
        return "<svg class=\"race\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n"
                .formatted(WIDTH + 10, y + 24, "Which pods answered each lane over time, and what was lost; the table has the numbers", body);
    }

    private int[][] count(List<TrackRun> lane) {
        int[][] columns = new int[COLUMNS][COLOURS + 1];
        for (TrackRun track : lane) {
            for (Sample sample : track.samples()) {
                columns[column(track.due(sample))][sample.answered() ? generation(sample.pod()) : LOST]++;
            }
        }
        return columns;
    }

    private int column(double moment) {
        return (int) Math.clamp((moment - start) / length * COLUMNS, 0, COLUMNS - 1);
    }

    private int generation(String pod) {
        return generations.computeIfAbsent(pod, name -> run.old().contains(name) ? 0
                : 1 + (int) generations.values().stream().filter(one -> one > 0).count() % (COLOURS - 1));
    }

    /** One path a colour, of a box for each column that has it. */
    private void strip(int[][] columns, int y) {
        for (int colour = 0; colour <= LOST; colour++) {
            StringBuilder path = new StringBuilder();
            for (int column = 0; column < COLUMNS; column++) {
                box(path, columns[column], colour, column, y);
            }
            if (!path.isEmpty()) {
                body.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(colour == LOST ? "lost" : "pod" + colour, path));
            }
        }
    }

    private static void box(StringBuilder path, int[] counts, int colour, int column, int y) {
        int all = 0;
        int below = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            below += i < colour ? counts[i] : 0;
        }
        if (counts[colour] > 0) {
            double height = (double) STRIP * counts[colour] / all;
            double bottom = y + STRIP - (double) STRIP * below / all;
            double seen = colour == LOST ? Math.max(height, 5) : height;
            double top = colour == LOST ? y : bottom - height;
            path.append(String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh-%.1fz", LABEL + column * COLUMN, top, COLUMN + .1, seen, COLUMN + .1));
        }
    }

    private void marks(int bottom) {
        List<Mark> marks = new ArrayList<>(run.marks());
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < marks.size(); i++) {
            double x = LABEL + Math.clamp((marks.get(i).at() - start) / length, 0, 1) * (WIDTH - LABEL);
            body.append(String.format(Locale.ROOT, "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n", x, TOP - 6, x, bottom));
            if (x - last > 16) { // else the numbers would lie on each other; the list below has them all
                body.append(String.format(Locale.ROOT, "<text class=\"small\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%d</text>\n", x, TOP - 11, i + 1));
                last = x;
            }
        }
    }

    private void axis(int y) {
        double seconds = length / 1e3;
        int step = seconds > 240 ? 60 : seconds > 80 ? 20 : seconds > 20 ? 5 : 1;
        for (int at = 0; at <= seconds; at += step) {
            body.append(String.format(Locale.ROOT, "<text class=\"small\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%d s</text>\n",
                    LABEL + at / seconds * (WIDTH - LABEL), y + 10, at));
        }
    }
}
