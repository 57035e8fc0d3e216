package org.namingofcats.probe.race;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Lab;

/** Looks at the lab between experiments, and finds out when there is no cluster any more. */
final class Lookout {
    private final Supplier<Lab> look;
    private final Duration patience;
    private KubernetesClientException gone;

    /**
     * @param look     reads the live objects
     * @param patience how long the API server may not answer until the cluster counts as gone
     */
    Lookout(Supplier<Lab> look, Duration patience) {
        this.look = look;
        this.patience = patience;
    }

    Lab look() {
        return look.get();
    }

    /** Whether the cluster is gone, now or since an earlier look: it does not come back for this run. */
    boolean isGone() {
        long end = System.nanoTime() + patience.toNanos();
        while (gone == null) {
            try {
                look.get();
                return false;
            } catch (KubernetesClientException e) {
                if (System.nanoTime() >= end) {
                    gone = e;
                } else {
                    Scene.rest();
                }
            } catch (RuntimeException e) {
                return false; // it answers, and what it says is another matter: no pod is ready, for one
            }
        }
        return true;
    }

    /** Why it is; nothing as long as it is not known to be. */
    Optional<KubernetesClientException> gone() {
        return Optional.ofNullable(gone);
    }
}
