package org.namingofcats.probe.agent;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The least of HTTP/1.1 that reads one answer (RFC 9112): a status line, headers, and a body by length, by chunks or
 * until the end. Whoever answers may be anybody, so all of it is bounded.
 *
 * @param status status code
 * @param body   body as UTF-8, cut at {@link #BODY_LIMIT} bytes
 */
record HttpAnswer(int status, String body) {
    static final int BODY_LIMIT = 64 * 1024;
    private static final int HEAD_LIMIT = 64 * 1024;

    /** What came is not HTTP, or more of it than we read. */
    static final class NotHttp extends IOException {
        NotHttp(String message) {
            super(message);
        }
    }

    /**
     * Reads an answer.
     *
     * @throws NotHttp      when it is not one
     * @throws EOFException when it ends in the middle
     */
    static HttpAnswer read(InputStream in) throws IOException {
        Head head = new Head(in);
        String statusLine = head.line();
        if (!statusLine.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new NotHttp("not HTTP: it answered '" + printable(statusLine) + "'");
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = new HashMap<>();
        for (String line = head.line(); !line.isEmpty(); line = head.line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new NotHttp("not HTTP: '" + printable(line) + "' is no header");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new HttpAnswer(status, status == 204 || status == 304 ? "" : body(in, head, headers));
    }

    private static String body(InputStream in, Head head, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String length = headers.get("content-length");
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            for (long size = number(head.line(), 16); size > 0 && copy(in, body, size); size = number(head.line(), 16)) {
                head.line(); // the line end behind a chunk
            }
        } else if (length != null) {
            copy(in, body, number(length, 10));
        } else {
            body.writeBytes(in.readNBytes(BODY_LIMIT));
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Copies {@code size} bytes; false when the limit was reached before, and the rest is left unread. */
    private static boolean copy(InputStream in, ByteArrayOutputStream body, long size) throws IOException {
        int wanted = (int) Math.min(size, BODY_LIMIT - body.size());
        byte[] bytes = in.readNBytes(wanted);
        body.writeBytes(bytes);
        if (bytes.length < wanted) {
            throw new EOFException("the answer ended after " + body.size() + " bytes of its body");
        }
        return wanted == size;
    }

    private static long number(String text, int radix) throws NotHttp {
        try {
            return Long.parseUnsignedLong(text.split(";", 2)[0].strip(), radix);
        } catch (NumberFormatException e) {
            throw new NotHttp("not HTTP: '" + printable(text) + "' is no length");
        }
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 40)).replaceAll("\\P{Print}", "?");
    }

    /** Lines of a head; all of them together are bounded. */
    private static final class Head {
        private final InputStream in;
        private int left = HEAD_LIMIT;

        Head(InputStream in) {
            this.in = in;
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the answer ended in its head");
                }
                if (--left < 0) {
                    throw new NotHttp("its head is longer than " + HEAD_LIMIT + " bytes");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }
}
