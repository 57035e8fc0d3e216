package org.namingofcats.probe.grant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with the run's token (HMAC-SHA256, RFC 2104), so that the token itself never travels. */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seal(String token) {
        this.key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Content and signature as one word that fits into a header. */
    String close(byte[] content) {
        Base64.Encoder word = Base64.getUrlEncoder().withoutPadding();
        return word.encodeToString(content) + "." + word.encodeToString(mac(content));
    }

    /**
     * What was signed.
     *
     * @throws Refused when it was not signed with this token; that takes as long for a near miss as for nonsense
     */
    byte[] open(String closed) throws Refused {
        try {
            int dot = closed.indexOf('.');
            byte[] content = Base64.getUrlDecoder().decode(closed.substring(0, Math.max(dot, 0)));
            if (MessageDigest.isEqual(mac(content), Base64.getUrlDecoder().decode(closed.substring(dot + 1)))) {
                return content;
            }
        } catch (IllegalArgumentException e) {
            // Not even well formed: the same as wrong.
        }
        throw new Refused("the grant is not signed with this agent's token");
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM); // one for each call: it has state, and requests come side by side
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has this algorithm
        }
    }
}
