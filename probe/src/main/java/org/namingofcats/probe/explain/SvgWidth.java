package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How wide a journey is drawn. Letters keep their size, so that a narrow drawing is a longer one and not a smaller one. */
public enum SvgWidth {
    /** For a screen on a desk. */
    WIDE(860, 16, 14, 8),
    /** For a telephone held upright: the narrowest that is common is 360 pixels wide. */
    NARROW(350, 1, 7, 5);

    /** Width of an average letter in pixels: 13 pixels high without serifs, and 11 high in a typewriter's face. */
    static final double SENTENCE = 7.2;
    static final double EVIDENCE = 7; // less than that, but lines that go on are indented

    private final int pixels;
    private final int margin;
    private final int padding;
    private final int mostLines;

    SvgWidth(int pixels, int margin, int padding, int mostLines) {
        this.pixels = pixels;
        this.margin = margin;
        this.padding = padding;
        this.mostLines = mostLines;
    }

    /** Of the whole. */
    int pixels() {
        return pixels;
    }

    /** Beside the frame around a place. */
    int margin() {
        return margin;
    }

    /** Left edge of a station's box. */
    int box() {
        return margin + padding;
    }

    /** Left edge of what a box says. */
    int text() {
        return margin + 2 * padding - 2;
    }

    /** Where the arrows go down. */
    int arrow() {
        return text() + 4;
    }

    /** Left edge of a place's name, beside the arrow that comes in. */
    int label() {
        return arrow() + 14;
    }

    /** Lines of evidence that a box shows; the text has them all. */
    int mostLines() {
        return mostLines;
    }

    /** Class of the element. */
    String style() {
        return "journey-" + name().toLowerCase(Locale.ROOT);
    }

    /** Lines of letters that are {@code letter} pixels wide, broken after a blank if that is not too early. */
    List<String> fold(String text, double letter) {
        int most = (int) ((pixels - 2 * text()) / letter);
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > most) {
            int blank = rest.lastIndexOf(' ', most);
            int cut = blank > most / 2 ? blank : most;
            if (Character.isLowSurrogate(rest.charAt(cut))) { // half a character is none that a file can hold
                cut--;
            }
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
