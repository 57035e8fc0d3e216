package org.namingofcats.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How often each nonce was answered by this container, and in what order; the oldest are forgotten first. */
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
    /** A ring: answer number n is at n modulo its length. */
    private final String[] journal = new String[REMEMBERED];
    private long written;
    private final String life = UUID.randomUUID().toString();

    /** Counts an answer that has been produced; one without a nonce leaves no trace. */
    public synchronized void count(String nonce) {
        if (nonce != null) {
            served.merge(nonce, 1, Integer::sum);
            journal[(int) (written++ % REMEMBERED)] = nonce;
        }
    }

    /** What is known of {@code nonce}. */
    public synchronized Receipt of(String nonce) {
        return new Receipt(nonce, served.getOrDefault(nonce, 0));
    }

    /** The answers from number {@code from} on, as far as they are remembered; a negative number: none, only where it stands. */
    public synchronized ReceiptRoll from(long from) {
        long first = from < 0 ? written : Math.min(written, Math.max(from, written - REMEMBERED));
        List<String> nonces = new ArrayList<>();
        for (long number = first; number < written; number++) {
            nonces.add(journal[(int) (number % REMEMBERED)]);
        }
        return new ReceiptRoll(life, first, written, nonces);
    }
}
