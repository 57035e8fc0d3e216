package org.namingofcats.probe.load;

import java.nio.ByteBuffer;

/**
 * What is to be seen at a glance of an HTTP/1.1 answer that came in one piece (RFC 9112): whether it is whole, by its length, and whether
 * its connection ends with it. What is not as simple as that is not whole here, and is left to {@link org.namingofcats.probe.agent.HttpAnswer}.
 */
record Glance(boolean whole, boolean ends) {
    private static final Glance NOT_SO_SIMPLE = new Glance(false, true);
    private static final Glance WHOLE = new Glance(true, false);
    private static final Glance WHOLE_AND_LAST = new Glance(true, true);
    private static final int MOST_DIGITS = 6;

    /** @param in from its position on; not moved */
    static Glance at(ByteBuffer in) {
        int length = -1;
        boolean ends = !isAt(in, in.position(), "http/1.1 2");
        for (int i = in.position(); i + 2 < in.limit(); i++) {
            if (in.get(i) != '\n') {
                continue;
            }
            int line = i + 1;
            if (in.get(line) == '\r') {
                return length < 0 || line + 2 + length != in.limit() ? NOT_SO_SIMPLE : ends ? WHOLE_AND_LAST : WHOLE;
            } else if (isAt(in, line, "content-length:")) {
                int said = number(in, value(in, line + 15));
                if (said < 0 || length >= 0) {
                    return NOT_SO_SIMPLE;
                }
                length = said;
            } else if (isAt(in, line, "connection:")) {
                ends |= !isAt(in, value(in, line + 11), "keep-alive\r");
            } else if (isAt(in, line, "transfer-encoding:")) {
                return NOT_SO_SIMPLE;
            }
        }
        return NOT_SO_SIMPLE;
    }

    /** Whether {@code word} stands there, which has no capital letters, in whatever letters. */
    private static boolean isAt(ByteBuffer in, int at, String word) {
        if (at + word.length() > in.limit()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int c = in.get(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int value(ByteBuffer in, int at) {
        int i = at;
        while (i < in.limit() && in.get(i) == ' ') {
            i++;
        }
        return i;
    }

    private static int number(ByteBuffer in, int at) {
        int value = 0;
        int i = at;
        for (; i < in.limit() && i - at < MOST_DIGITS && in.get(i) >= '0' && in.get(i) <= '9'; i++) {
            value = value * 10 + in.get(i) - '0';
        }
        return i > at && i < in.limit() && in.get(i) == '\r' ? value : -1;
    }
}
