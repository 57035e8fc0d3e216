package org.namingofcats.probe.report;

import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.trouble.Clean;

/** Breaks text into lines, after a blank where there is one, else after a hyphen, comma or slash, else anywhere. */
final class Wrap {
    private Wrap() {}

    /** Lines of at most {@code width} characters; at least one, which may be empty. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        Clean.text(text).lines().forEach(line -> wrap(line.strip(), width, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void wrap(String text, int width, List<String> lines) {
        String rest = text;
        while (rest.length() > width) {
            int cut = cut(rest, width);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
    }

    private static int cut(String text, int width) {
        int blank = text.lastIndexOf(' ', width);
        if (blank > 0) {
            return blank;
        }
        for (int i = width; i > width / 3; i--) {
            if ("-,/".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return width;
    }
}
