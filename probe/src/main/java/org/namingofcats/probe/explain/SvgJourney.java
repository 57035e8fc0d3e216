package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.trouble.Clean;

/**
 * A journey as a drawing: one box a station, an arrow from each to the next, and a frame around those that are at one
 * place. No script, no font and no picture from elsewhere, and no id, so that a page may hold many.
 */
public final class SvgJourney {
    private static final int LINE = 17;
    private static final int GAP = 22;
    private static final int INDENT = 14;
    private static final String ALONE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title desc">
            <title id="title">%3$s</title>
            <desc id="desc">%4$s</desc>
            """;
    private static final String INLINE = """
            <svg class="%s" viewBox="0 0 %d %d" role="img" aria-label="%s">
            """;
    private static final String STYLE = """
            <style>
            svg{font:13px system-ui,sans-serif;background:#fff;color:#1b1f24}
            text{fill:currentColor}.title{font-weight:600}.sum{font-size:16px;font-weight:600}
            .line{font:11px ui-monospace,monospace}.place{font-size:12px}.more{font-size:11px;font-style:italic}
            .frame{fill:none;stroke:#57606a;stroke-dasharray:5 4}.box{fill:#eef4fb;stroke:#2563a8}
            .unread .box{fill:#fdf3dc;stroke:#8a5a00}.way{stroke:#2563a8;stroke-width:2}.head{fill:#2563a8}
            @media(prefers-color-scheme:dark){svg{background:#12161c;color:#e6edf3}.frame{stroke:#9aa4af}
            .box{fill:#1b2634;stroke:#6cb0f5}.unread .box{fill:#332a14;stroke:#e0b252}.way{stroke:#6cb0f5}.head{fill:#6cb0f5}}
            </style>
            """;

    /** One line of evidence as it is drawn; {@code goesOn} if it continues the one above. */
    private record Written(String text, boolean goesOn) {}

    private final SvgWidth width;
    private final StringBuilder body = new StringBuilder();
    private int y;

    private SvgJourney(SvgWidth width, int top) {
        this.width = width;
        this.y = top;
    }

    /** The drawing as a document, whose colours follow the reader's choice of light or dark. */
    public static String of(Journey journey) {
        SvgJourney svg = new SvgJourney(SvgWidth.WIDE, 50);
        svg.draw(journey.stations());
        return ALONE.formatted(svg.width.pixels(), svg.y, Clean.xml(title(journey)), Clean.xml(TextJourney.of(journey))) + STYLE
                + text("sum", 20, 30, SvgWidth.WIDE.fold(journey.summary(), 8).getFirst()) + svg.body + "</svg>\n";
    }

    /** The drawing as an element of an HTML page, which has the text beside it and a style for its classes. */
    public static String inline(Journey journey, SvgWidth width) {
        SvgJourney svg = new SvgJourney(width, 1);
        svg.draw(journey.stations());
        return INLINE.formatted(width.style(), width.pixels(), svg.y, Clean.xml("Drawing: " + title(journey))) + svg.body + "</svg>\n";
    }

    private static String title(Journey journey) {
        return journey.path() + " from " + journey.from() + " to " + journey.url();
    }

    private void draw(List<Station> stations) {
        for (int i = 0; i < stations.size(); ) {
            int end = i;
            while (end < stations.size() && stations.get(end).where().equals(stations.get(i).where())) {
                end++;
            }
            frame(stations, i, end);
            i = end;
        }
    }

    /** Stations {@code from} to {@code end} are at one place. */
    private void frame(List<Station> stations, int from, int end) {
        int top = y;
        y += LINE + 2;
        for (String line : width.fold(stations.get(from).where(), SvgWidth.SENTENCE)) {
            body.append(text("place", width.label(), y, line));
            y += LINE;
        }
        y -= 6;
        for (int i = from; i < end; i++) {
            box(stations.get(i), i + 1);
            y += i == end - 1 ? 10 : GAP;
            if (i < end - 1) {
                arrow(y - GAP, y);
            }
        }
        body.append("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n"
                .formatted(width.margin(), top, width.pixels() - 2 * width.margin(), y - top));
        if (end < stations.size()) {
            int lines = width.fold(stations.get(end).where(), SvgWidth.SENTENCE).size();
            arrow(y - 10, y + GAP - 10 + LINE + 2 + lines * LINE - 6);
            y += GAP - 10;
        } else {
            y += 1;
        }
    }

    private void box(Station station, int number) {
        List<Written> evidence = new ArrayList<>();
        for (String line : station.evidence()) {
            List<String> folded = width.fold(line, SvgWidth.EVIDENCE);
            folded.forEach(part -> evidence.add(new Written(part, part != folded.getFirst())));
        }
        List<Written> shown = evidence.size() <= width.mostLines() ? evidence : evidence.subList(0, width.mostLines() - 1);
        List<String> meaning = width.fold(station.told(), SvgWidth.SENTENCE);
        int more = evidence.size() - shown.size();
        int height = 12 + LINE * (1 + shown.size() + (more > 0 ? 1 : 0) + meaning.size());
        body.append("<g%s><rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>\n".formatted(
                station.unread() == null ? "" : " class=\"unread\"", width.box(), y, width.pixels() - 2 * width.box(), height));
        int baseline = y + LINE;
        body.append(text("title", width.text(), baseline, number + "  " + station.kind().title()));
        for (Written line : shown) {
            body.append(text("line", width.text() + (line.goesOn() ? INDENT : 0), baseline += LINE, line.text()));
        }
        if (more > 0) {
            body.append(text("more", width.text(), baseline += LINE, "… " + more + " more lines in the text"));
        }
        for (String line : meaning) {
            body.append(text("mean", width.text(), baseline += LINE, line));
        }
        body.append("</g>\n");
        y += height;
    }

    private void arrow(int from, int to) {
        int x = width.arrow();
        body.append("<line class=\"way\" x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\"/><path class=\"head\" d=\"M%4$d %3$dh10l-5 8z\"/>\n"
                .formatted(x, from, to - 8, x - 5));
    }

    private static String text(String style, int x, int y, String text) {
        return "<text class=\"" + style + "\" x=\"" + x + "\" y=\"" + y + "\">" + Clean.xml(text) + "</text>\n";
    }
}
