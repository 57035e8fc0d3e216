package org.namingofcats.probe.bench;

import org.namingofcats.probe.trouble.Clean;

/**
 * An SVG with words for who cannot see it. No script, no font from elsewhere, and the reader's choice of light or dark.
 */
final class Drawing {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title desc">
            <title id="title">%3$s</title>
            <desc id="desc">%4$s</desc>
            <style>
            svg{font:13px system-ui,sans-serif;background:#fff;color:#1b1f24}text{fill:currentColor}.head{font-size:15px;font-weight:600}
            %5$s</style>
            """;
    private final String title;
    private final String style;
    private final StringBuilder body = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    /** @param style CSS of what is drawn, in lines */
    Drawing(String title, String style) {
        this.title = title;
        this.style = style;
    }

    /** An element as it is, or a part of one. */
    void add(String element, Object... values) {
        body.append(element.formatted(values)).append("\n");
    }

    void text(String style, int x, int baseline, String text) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, baseline, Clean.xml(text));
    }

    void line(String style, int x1, int y1, int x2, int y2) {
        add("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", style, x1, y1, x2, y2);
    }

    /** Tells what is seen. */
    void say(String text) {
        words.append(text);
    }

    /** All of it. */
    String of(int width, int height) {
        return HEAD.formatted(width, height, Clean.xml(title), Clean.xml(words.toString()), style) + body + "</svg>\n";
    }
}
