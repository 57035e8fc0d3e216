package org.namingofcats.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each nonce was answered by this container; the oldest nonces are forgotten first. */
@ApplicationScoped
public class Receipts {

    /** Bound of the memory: about 2 MB of nonces at most. */
    static final int REMEMBERED = 10_000;

    private final Map<String, Integer> served = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Counts an answer that has been produced; one without a nonce leaves no trace. */
    public synchronized void count(String nonce) {
        if (nonce != null) {
            served.merge(nonce, 1, Integer::sum);
        }
    }

    /** What is known of {@code nonce}. */
    public synchronized Receipt of(String nonce) {
        return new Receipt(nonce, served.getOrDefault(nonce, 0));
    }
}
