package org.namingofcats.api;

import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.regex.Pattern;

/** The one-time word that ties an answer to its request; a malformed one is answered with 400 and one line of text. */
public final class Nonce {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** The path below which each nonce has its receipt has one more resource: receipts of several. */
    static final String RESERVED = "each";

    private Nonce() {}

    /**
     * The nonce among the values of a request's {@value Passport#NONCE_HEADER} headers.
     *
     * @return {@code null} when there is none
     * @throws BadRequestException when it is malformed, or when there are two: nobody could say which one was answered
     */
    public static String of(List<String> headers) {
        return switch (headers.size()) {
            case 0 -> null;
            case 1 -> checked(headers.getFirst());
            default -> throw new Malformed(Passport.NONCE_HEADER + " must be sent once, not " + headers.size() + " times");
        };
    }

    /**
     * The nonce itself if it is well-formed.
     *
     * @throws BadRequestException when it is not
     */
    public static String checked(String nonce) {
        if (!WELL_FORMED.matcher(nonce).matches()) {
            throw new Malformed(Passport.NONCE_HEADER + " must be 1 to 64 characters of [A-Za-z0-9-]");
        }
        if (nonce.equals(RESERVED)) {
            throw new Malformed(Passport.NONCE_HEADER + " must not be '" + RESERVED + "': /receipts/" + RESERVED + " is no receipt");
        }
        return nonce;
    }
}
