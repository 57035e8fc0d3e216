package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.namingofcats.probe.bench.BenchCluster;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Subject;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the benches of a cluster share: which cluster, the order, and where the result goes. */
abstract class BenchDeed implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--seed", paramLabel = "N", description = "of the order and of the intervals (default: a new one, which the report has)")
    Long seed;

    @Mixin
    BenchOutput output;

    @Spec
    CommandSpec spec;

    @Inject
    ObjectMapper json;

    /**
     * Measures in a session, prints the result and leaves it in the report's folder and on the page, if there is one.
     *
     * @param remedy for when nothing can be measured
     * @return the exit code
     */
    int run(Subject subject, Function<Session, BenchReport> measure, String remedy) {
        return output.publish(subject, () -> {
            try (Session session = Session.open(cluster, json); Claim _ = session.claim("bench")) {
                return measure.apply(session);
            } catch (BenchFailure e) {
                throw new ProbeException(ExitCode.NOTHING_RAN, "nothing can be measured: " + e.getMessage(), remedy);
            }
        }, json, spec.commandLine().getOut());
    }

    /** The cluster as a bench needs it. */
    static BenchCluster cluster(Session session) {
        return new BenchCluster(session.client(), session.context(), session::look, plan -> session.verify(plan, PATIENCE, Progress.UNHEARD),
                session::nameByHand, ClusterFacts::proxyMode);
    }

    /** The user's seed, or a new one each time. */
    long seed() {
        return seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
    }

    void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("  " + line);
        out.flush();
    }
}
