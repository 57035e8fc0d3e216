package org.namingofcats.probe.vantage;

import java.util.regex.Pattern;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Passport;

/**
 * Words that came off the network, fit to be told on. Whoever answers may be anybody, and what he says ends up in tables, in files and on
 * terminals: nothing in it may move a cursor, be no text at all, or fill the page.
 */
public final class Quote {
    /** As many characters as the longest name in Kubernetes has: nothing honest is cut. */
    static final int LONGEST = 253;
    private static final Pattern ODD = Pattern.compile("[^\\x20-\\x7E\\u00A0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private Quote() {}

    /** The text in one line, with U+FFFD for each odd character and cut where it is too long; {@code null} for {@code null}. */
    public static String quoted(String text) {
        if (text == null) {
            return null;
        }
        boolean whole = text.codePointCount(0, text.length()) <= LONGEST;
        return ODD.matcher(whole ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…").replaceAll("\uFFFD");
    }

    /** What somebody says he is; {@code null} for {@code null}. An honest answer stays what it was, and no other becomes like one. */
    public static Passport quoted(Passport said) {
        return said == null ? null : new Passport(quoted(said.nonce()), quoted(said.service()), quoted(said.pod()), quoted(said.podUid()),
                quoted(said.podIp()), quoted(said.node()), quoted(said.container()), quoted(said.macAddress()),
                quoted(said.networkNamespace()), quoted(said.path()), quoted(said.peerAddress()), said.forwarded());
    }

    /** What somebody who calls himself an agent says of a request; the body is what it was, for whoever reads it. */
    static DialResult quoted(DialResult told) {
        return new DialResult(told.outcome(), told.status(), told.body(), quoted(told.remoteAddress()), quoted(told.clientAddress()),
                told.timing(), quoted(told.message()));
    }
}
