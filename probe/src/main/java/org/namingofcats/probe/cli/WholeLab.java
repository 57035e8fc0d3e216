package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.Patience;
import org.namingofcats.probe.trouble.ProbeException;

/** Whether the lab is as it should be: every check of every path, without experiments. A path of which something has passed may not be skipped later. */
final class WholeLab {
    /** Of one call: long enough for a healthy one. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** A look that cannot be made is over at once, and an API server that is coming back has enough to do. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Supplier<List<CheckResult>> verify;
    /** Of which a check has passed. */
    private final Set<String> passed = new TreeSet<>();

    WholeLab(Session session, List<NetworkPath> paths) {
        this(() -> session.verify(paths, PATIENCE));
    }

    /** @param verify makes every check */
    WholeLab(Supplier<List<CheckResult>> verify) {
        this.verify = verify;
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
        return new Patience(deadline, PAUSE).until(this::look, List::isEmpty);
    }

    private List<String> look() {
        try {
            List<CheckResult> results = verify.get();
            Set<String> passing = results.stream().filter(result -> result.verdict() == Verdict.PASS).map(CheckResult::path).collect(Collectors.toSet());
            passed.addAll(passing);
            return Stream.concat(results.stream().filter(result -> result.verdict() != Verdict.PASS && result.verdict() != Verdict.SKIPPED)
                    .map(WholeLab::tell), passed.stream().filter(path -> !passing.contains(path)).map(path -> tell(path, results))).toList();
        } catch (ProbeException e) {
            return List.of(e.getMessage()); // no pod is ready yet
        } catch (KubernetesClientException e) {
            return List.of("the API server says: " + e.getMessage()); // not yet back from what was done to it
        }
    }

    private static String tell(CheckResult result) {
        return result.id() + ": " + result.reason();
    }

    private static String tell(String path, List<CheckResult> results) {
        return path + ": nothing of it passes any more" + results.stream().filter(result -> result.path().equals(path)).findFirst()
                .map(result -> ", " + result.reason()).orElse("");
    }
}
