package org.namingofcats.probe.page;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may look at the page and act by it. It can delete pods with its user's rights, and whoever has a browser open on this
 * machine, or an account, can reach 127.0.0.1. So: the name in the address must be this machine's own (else a stranger's
 * name was bound to 127.0.0.1: DNS rebinding), what acts must come from the page itself (else another site posts), and
 * whoever wants to see or do anything must know the key that was printed (else another user of this machine connects).
 */
final class Guard {
    private final Set<String> hosts;
    private final String key;

    Guard(int port) {
        this(port, random());
    }

    Guard(int port, String key) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.key = key;
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String key() {
        return key;
    }

    /** Why this request is refused, whatever it asks for. */
    Optional<String> stranger(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        return host.size() == 1 && hosts.contains(host.getFirst()) ? Optional.empty()
                : Optional.of("This page is at 127.0.0.1 and has no other name.");
    }

    /** Why a request that wants to see what the page shows is refused. */
    Optional<String> uninvited(Headers headers, String shown) {
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site)) {
            return Optional.of("Another site asks for this.");
        }
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), String.valueOf(shown).getBytes(StandardCharsets.UTF_8))
                ? Optional.empty() : Optional.of("Open the address that `probe page` printed: it ends with the key to this page.");
    }

    /** Why a request that wants something done is refused. */
    Optional<String> outsider(Headers headers) {
        List<String> origin = headers.getOrDefault("Origin", List.of());
        return origin.equals(List.of("http://" + headers.getFirst("Host"))) ? uninvited(headers, headers.getFirst("X-Page-Key"))
                : Optional.of("Only the page itself may have this done.");
    }
}
