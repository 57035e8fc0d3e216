package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * A journey as a drawing: one box a station, an arrow from each to the next, and a frame around those that are at one
 * place. No script, no font and no picture from elsewhere; colours follow the reader's choice of light or dark.
 */
public final class SvgJourney {
    private static final int WIDTH = 860;
    private static final int LINE = 17;
    private static final int FRAME = 30;
    private static final int GAP = 22;
    /** Characters that fit in a box at this size. */
    private static final int CHARS = 108;
    private static final int MOST_LINES = 8;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="title desc">
            <title id="title">%s</title>
            <desc id="desc">%s</desc>
            <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
            """;
    private static final String STYLE = """
            <style>
            svg{font:13px system-ui,sans-serif;background:#fff;color:#1b1f24}
            text{fill:currentColor}.title{font-weight:600}.what{font-size:16px;font-weight:600}
            .line{font:11px ui-monospace,monospace}.place{font-size:12px;opacity:.85}
            .frame{fill:none;stroke:#57606a;stroke-dasharray:5 4}.box{fill:#eef4fb;stroke:#2563a8}
            .unread .box{fill:#fdf3dc;stroke:#8a5a00}.way{stroke:#2563a8;stroke-width:2}.head{fill:#2563a8}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.frame{stroke:#9aa4af}
            .box{fill:#1b2634;stroke:#6cb0f5}.unread .box{fill:#332a14;stroke:#e0b252}.way{stroke:#6cb0f5}.head{fill:#6cb0f5}}
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private int y = 50;

    private SvgJourney() {}

    /** The drawing, as an SVG document. */
    public static String of(Journey journey) {
        return new SvgJourney().draw(journey);
    }

    private String draw(Journey journey) {
        List<Station> stations = journey.stations();
        for (int i = 0; i < stations.size(); ) {
            int end = i;
            while (end < stations.size() && stations.get(end).where().equals(stations.get(i).where())) {
                end++;
            }
            frame(stations, i, end);
            i = end;
        }
        return HEAD.formatted(WIDTH, y, WIDTH, y, xml(journey.path() + " from " + journey.from() + " to " + journey.url()),
                xml(TextJourney.of(journey))) + STYLE + text("what", 20, 30, fold(journey.summary(), 100).getFirst()) + body + "</svg>\n";
    }

    /** Stations {@code from} to {@code end} are at one place. */
    private void frame(List<Station> stations, int from, int end) {
        int top = y;
        body.append(text("place", 64, top + 19, stations.get(from).where()));
        y += FRAME;
        for (int i = from; i < end; i++) {
            box(stations.get(i), i + 1);
            boolean last = i == stations.size() - 1;
            if (!last) {
                int to = y + GAP + (i == end - 1 ? FRAME : 0);
                body.append("<line class=\"way\" x1=\"46\" y1=\"%d\" x2=\"46\" y2=\"%d\" marker-end=\"url(#head)\"/>\n".formatted(y, to));
            }
            y += i == end - 1 ? 10 : GAP;
        }
        body.append("<rect class=\"frame\" x=\"16\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(top, WIDTH - 32, y - top));
        y += GAP - 10;
    }

    private void box(Station station, int number) {
        List<String> evidence = new ArrayList<>();
        station.evidence().forEach(line -> evidence.addAll(fold(line, CHARS)));
        List<String> shown = evidence.size() <= MOST_LINES ? evidence : evidence.subList(0, MOST_LINES);
        List<String> meaning = fold(station.told(), CHARS);
        int height = 12 + LINE * (1 + shown.size() + meaning.size());
        body.append("<g%s><rect class=\"box\" x=\"30\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>\n".formatted(
                station.unread() == null ? "" : " class=\"unread\"", y, WIDTH - 60, height));
        int baseline = y + LINE;
        body.append(text("title", 42, baseline, number + "  " + station.kind().title()
                + (evidence.size() > shown.size() ? " (" + (evidence.size() - shown.size()) + " more lines in the text)" : "")));
        for (String line : shown) {
            body.append(text("line", 42, baseline += LINE, line));
        }
        for (String line : meaning) {
            body.append(text("mean", 42, baseline += LINE, line));
        }
        body.append("</g>\n");
        y += height;
    }

    private static String text(String style, int x, int y, String text) {
        return "<text class=\"" + style + "\" x=\"" + x + "\" y=\"" + y + "\">" + xml(text) + "</text>\n";
    }

    private static List<String> fold(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int cut = blank > width / 2 ? blank : width;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
