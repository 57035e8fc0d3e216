package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.path.NetworkPath;

/** Whether the lab is as it should be: every check of every path, without experiments. */
final class WholeLab {
    /** Of one call: long enough for a healthy one. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Session session;
    private final List<NetworkPath> paths;

    WholeLab(Session session, List<NetworkPath> paths) {
        this.session = session;
        this.paths = paths;
    }

    /** @throws ProbeException when it is not: what is broken already cannot be broken on purpose */
    void require() {
        List<String> troubles = troubles(Duration.ofSeconds(30));
        if (!troubles.isEmpty()) {
            throw new ProbeException(ExitCode.INCONCLUSIVE, "the lab is not well before anything is done: " + troubles.getFirst(),
                    "see `make verify`");
        }
    }

    /** Waits until all is well; what still is not when {@code deadline} has passed. */
    List<String> troubles(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            List<String> troubles = look();
            if (troubles.isEmpty() || System.nanoTime() > end) {
                return troubles;
            }
        }
    }

    private List<String> look() {
        try {
            return session.verify(paths, PATIENCE).stream()
                    .filter(result -> result.verdict() != Verdict.PASS && result.verdict() != Verdict.SKIPPED)
                    .map(WholeLab::tell).toList();
        } catch (ProbeException e) {
            return List.of(e.getMessage()); // no pod is ready yet
        } catch (KubernetesClientException e) {
            return List.of("the API server says: " + e.getMessage()); // not yet back from what was done to it
        }
    }

    private static String tell(CheckResult result) {
        return result.id() + ": " + result.reason();
    }
}
