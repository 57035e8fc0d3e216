package org.namingofcats.probe.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Discovery;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.ProxiedReceipts;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.path.AllPaths;
import org.namingofcats.probe.vantage.Outside;

/**
 * How long a verification takes in clusters of several sizes, side by side; prints a table. Not a test that Surefire takes by
 * itself, as no test may pass or fail by a clock:
 *
 * <pre>./mvnw -pl api,probe test -Dtest=VerificationClock -Dsurefire.failIfNoSpecifiedTests=false -Drounds=5 \
 *   -DargLine='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'</pre>
 */
class VerificationClock {
    /** The smallest first, which the others are compared with; it is there twice, as a control. */
    private static final List<LargeLab> SIZES = List.of(new LargeLab(3, 2), new LargeLab(3, 2), new LargeLab(3, 10), new LargeLab(3, 50),
            new LargeLab(3, 200), new LargeLab(100, 2), new LargeLab(1_000, 2));

    /** Its network knows no node that keeps to its own pods. */
    private static final String NONE_IS_LOCAL =
            "load-balancer/local-keeps-the-client: no LoadBalancer Service with externalTrafficPolicy: Local has an address";

    private final ObjectMapper json = new ObjectMapper();

    /** One verification. */
    private record Lap(double seconds, int requests, int checks) {}

    /** A place in the table: sizes that are equal are not the same. */
    private record Arm(LargeLab lab, List<Lap> laps) {}

    @Test
    void sideBySide() {
        List<Arm> arms = SIZES.stream().map(lab -> new Arm(lab, new ArrayList<>())).toList();
        List.of(SIZES.get(3), SIZES.get(5)).forEach(this::verify); // the JVM learns it
        for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
            List<Arm> order = new ArrayList<>(arms);
            Collections.shuffle(order);
            for (Arm arm : order) {
                arm.laps().add(verify(arm.lab()));
                System.err.println(arm.lab() + ": " + arm.laps().getLast());
            }
        }
        System.out.println(table(arms));
    }

    private Lap verify(LargeLab lab) {
        try (LargeCluster cluster = new LargeCluster(lab); KubernetesClient client = new KubernetesClientBuilder().withConfig(cluster.config()).build()) {
            Discovery discovery = new Discovery(client, LargeLab.LAB, LargeLab.NODES, LargeCluster.TOKEN, Optional.of(Outside.at(cluster.outside())), json);
            AtomicReference<Lab> seen = new AtomicReference<>();
            long start = System.nanoTime();
            List<CheckResult> results = new Verifier(json, new ProxiedReceipts(client, seen::get, json), Duration.ofSeconds(8), Progress.UNHEARD, "")
                    .verify(() -> seen.updateAndGet(before -> discovery.look()), VerificationClock::plan);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertEquals(List.of(NONE_IS_LOCAL), results.stream().filter(result -> result.verdict() != Verdict.PASS)
                    .map(result -> result.id() + ": " + result.reason()).limit(5).toList(), () -> lab + " in " + seconds + " s");
            return new Lap(seconds, cluster.dialled(), results.size());
        }
    }

    private static List<Check> plan(Lab lab) {
        return AllPaths.list().stream().flatMap(path -> path.checks(lab).stream()).toList();
    }

    private static String table(List<Arm> arms) {
        StringBuilder table = new StringBuilder("""
                | nodes | pods | checks | requests | ÷ smallest | seconds | ÷ smallest, lowest – highest | ms a request |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        Arm base = arms.getFirst();
        for (Arm arm : arms) {
            double requests = median(arm.laps().stream().map(lap -> (double) lap.requests()).toList());
            List<Double> seconds = arm.laps().stream().map(Lap::seconds).toList();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < seconds.size(); round++) {
                ratios.add(seconds.get(round) / base.laps().get(round).seconds());
            }
            table.append("| %,d | %d | %,d | %,.0f | %.1f | %.2f | %.1f, %.1f – %.1f | %.2f |%n".formatted(arm.lab().nodes(), arm.lab().count(),
                    arm.laps().getFirst().checks(), requests, requests / median(base.laps().stream().map(lap -> (double) lap.requests()).toList()),
                    median(seconds), median(ratios), Collections.min(ratios), Collections.max(ratios), 1_000 * median(seconds) / requests));
        }
        return table.toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
