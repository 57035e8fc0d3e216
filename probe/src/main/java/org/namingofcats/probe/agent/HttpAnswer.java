package org.namingofcats.probe.agent;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The least of HTTP/1.1 that reads one answer (RFC 9112): a status line, headers, and a body by length, by chunks or
 * until the end. Whoever answers may be anybody, so all of it is bounded.
 *
 * @param status   status code, 200 or more: interim answers (1xx) are passed over
 * @param body     body as UTF-8, cut at {@link #BODY_LIMIT} bytes
 * @param reusable whether the connection may carry another request: the answer has been read to its end, and its
 *                 sender did not say that it closes (RFC 9112, section 9.3)
 */
public record HttpAnswer(int status, String body, boolean reusable) {
    static final int BODY_LIMIT = 64 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-5]\\d\\d( .*)?");
    /** At most 15 digits, so that none is negative. */
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\p{XDigit}{1,15}");

    /**
     * Reads an answer.
     *
     * @throws NotHttp      when it is not one
     * @throws EOFException when it ends in the middle
     */
    public static HttpAnswer read(InputStream in) throws IOException {
        HttpLines lines = new HttpLines(in);
        String statusLine;
        int status;
        Map<String, String> headers;
        do {
            statusLine = lines.first();
            if (!STATUS_LINE.matcher(statusLine).matches()) {
                throw NotHttp.instead(statusLine);
            }
            status = Integer.parseInt(statusLine.substring(9, 12));
            headers = headers(lines);
        } while (status / 100 == 1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean ended = status == 204 || status == 304 || body(in, lines, headers, body);
        return new HttpAnswer(status, body.toString(StandardCharsets.UTF_8), ended && keeps(statusLine, headers));
    }

    private static boolean keeps(String statusLine, Map<String, String> headers) {
        String said = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return statusLine.startsWith("HTTP/1.1") ? !said.contains("close") : said.contains("keep-alive");
    }

    private static Map<String, String> headers(HttpLines lines) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw NotHttp.because("'" + NotHttp.printable(line) + "' is no header");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String before = headers.put(name, value);
            // RFC 9112 section 6.3: whoever guesses reads another answer than the one that was meant.
            if (before != null && !before.equals(value) && name.equals("content-length")) {
                throw NotHttp.because("it has two lengths, '" + NotHttp.printable(before) + "' and '" + NotHttp.printable(value) + "'");
            }
        }
        return headers;
    }

    /** Reads the body; true when its end was seen, so that what follows on the connection is another answer. */
    private static boolean body(InputStream in, HttpLines lines, Map<String, String> headers, ByteArrayOutputStream body)
            throws IOException {
        String length = headers.get("content-length");
        String coding = headers.get("transfer-encoding");
        if ("chunked".equalsIgnoreCase(coding)) {
            return chunks(in, lines, body);
        }
        if (coding != null) {
            throw NotHttp.because("nobody asked for a Transfer-Encoding '" + NotHttp.printable(coding) + "'");
        }
        if (length != null) {
            return copy(in, body, number(length, 10));
        }
        body.writeBytes(in.readNBytes(BODY_LIMIT));
        return false;
    }

    private static boolean chunks(InputStream in, HttpLines lines, ByteArrayOutputStream body) throws IOException {
        long size = number(lines.next(), 16);
        while (size > 0 && copy(in, body, size)) {
            if (!lines.next().isEmpty()) {
                throw NotHttp.because("a chunk is longer than the " + size + " bytes that it announced");
            }
            size = number(lines.next(), 16);
        }
        if (size > 0) {
            return false; // longer than the limit
        }
        try {
            while (!lines.next().isEmpty()) { } // trailers, which say nothing to us
            return true;
        } catch (EOFException e) {
            return false; // the body is whole all the same
        }
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
        String digits = text.split(";", 2)[0].strip();
        if (!(radix == 16 ? HEXADECIMAL : DECIMAL).matcher(digits).matches()) {
            throw NotHttp.because("'" + NotHttp.printable(text) + "' is no length");
        }
        return Long.parseLong(digits, radix);
    }
}
