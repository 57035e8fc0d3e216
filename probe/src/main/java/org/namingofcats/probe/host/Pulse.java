package org.namingofcats.probe.host;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;

/** What a run renews in the cluster while it lives, so that another can tell what was left behind from what is in use. */
public final class Pulse implements AutoCloseable {
    /**
     * After that long without a renewal a run counts as dead; the clocks of two machines may differ by less. Many times the pause: a busy machine is
     * not a dead one, and an API server that is being restarted takes no renewal.
     */
    public static final Duration LIFE = Duration.ofSeconds(60);
    /** Between two renewals. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private final Thread beating;

    /**
     * Begins, after one pause.
     *
     * @param what  is renewed, for who looks at the threads
     * @param renew makes one renewal; where the API server does not take it, the next one may get through
     */
    public Pulse(String what, Runnable renew, Duration pause) {
        this.beating = Thread.ofVirtual().name("pulse of " + what).start(() -> beat(renew, pause));
    }

    private static void beat(Runnable renew, Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                try {
                    renew.run();
                } catch (KubernetesClientException e) {
                    // The next one may get through; whether the cluster is gone is for others to find.
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** No renewal begins after that. */
    @Override
    public void close() {
        beating.interrupt();
    }
}
