package org.namingofcats.probe.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of one answer: status line, headers, sizes of chunks. All of them together are bounded. */
final class HttpLines {
    static final int LIMIT = 64 * 1024;
    private static final String BEGINNING = "HTTP/1.";

    private final InputStream in;
    private int left = LIMIT;

    HttpLines(InputStream in) {
        this.in = in;
    }

    /**
     * The status line. It is judged while it comes: who speaks another protocol may never end a line, and would pass
     * for somebody slow.
     */
    String first() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < BEGINNING.length()) {
            char c = (char) read();
            line.append(c);
            if (BEGINNING.charAt(line.length() - 1) != c) {
                byte[] rest = in.readNBytes(Math.min(in.available(), 64));
                throw NotHttp.instead((line + new String(rest, StandardCharsets.ISO_8859_1)).lines().findFirst().orElse(""));
            }
        }
        return line + next();
    }

    /** The next line, without its end. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private int read() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the answer ended in its head");
        }
        if (--left < 0) {
            throw NotHttp.because("its head is longer than " + LIMIT + " bytes");
        }
        return c;
    }
}
