package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.experiment.Experiments;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Proof;
import org.namingofcats.probe.prove.Prover;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.prove.Target;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that the checks can fail. */
@Command(name = "prove", mixinStandardHelpOptions = true,
        description = "Breaks one thing at a time in a running lab and requires that exactly the right checks notice.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:whatever was broken was noticed by exactly the right checks", "1:something was not, or cannot be shown here",
            "2:the lab is not well before anything is broken", "64:wrong usage", "69:the cluster cannot be reached",
            "77:nothing could run: no lab, no permission, or another command has the lab"})
public class ProveCommand implements Callable<Integer> {
    /** Long enough for a healthy call, short enough for the many that must fail. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** An experiment waits for the cluster as well, as in {@code verify}. */
    private static final Duration ON_STAGE = Duration.ofSeconds(8);
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--only", paramLabel = "MUTATION", description = "only this one; may be repeated (default: all)")
    List<String> only = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report",
            description = "where prove.json goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Spec
    CommandSpec spec;

    private final List<NetworkPath> paths;
    private final List<Experiment> experiments;
    private final List<Mutation> mutations;
    private final ObjectMapper json;

    @Inject
    ProveCommand(@All List<NetworkPath> paths, @All List<Experiment> experiments, @All List<Mutation> mutations, ObjectMapper json) {
        this.paths = paths;
        this.experiments = experiments;
        this.mutations = mutations.stream().sorted(Comparator.comparing(Mutation::name)).toList();
        this.json = json;
    }

    @Override
    public Integer call() {
        List<Mutation> chosen = Usage.chosen(spec, "mutation", mutations, Mutation::name, only);
        ReportFolder reports = new ReportFolder(folder, json);
        reports.prepare("prove.json");
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(cluster, json); Claim _ = session.claim("prove")) {
            Supplier<Target> target = () -> new Target(session.client(), session.namespace(), session.context(), session.look());
            Prover prover = new Prover(target, () -> session.verify(paths, PATIENCE), DEADLINE);
            Symptoms before = prover.whenWell();
            if (!before.none()) {
                throw new ProbeException(ExitCode.INCONCLUSIVE, "the lab is not well before anything is broken", "see `make verify`");
            }
            List<Proof.Result> results = new ArrayList<>();
            for (Mutation mutation : chosen) {
                results.add(proved(results, () -> mutation.staged() ? onStage(session, target, mutation) : prover.prove(mutation, before)));
                print(out, results.getLast());
                // After each: what has been proved stays when the cluster goes away.
                reports.write(Map.of("prove.json", ReportFolder.json(new Proof(results), json) + "\n"), verdict(results));
            }
            long passed = results.stream().filter(Proof.Result::passed).count();
            out.println(passed + " passed, " + (results.size() - passed) + " failed");
            return verdict(results);
        }
    }

    /** What cannot be looked at in the middle takes no verdict with it: something has run. */
    private static Proof.Result proved(List<Proof.Result> results, Supplier<Proof.Result> prove) {
        try {
            return prove.get();
        } catch (RuntimeException e) {
            throw ClusterTrouble.midway(e, verdict(results) == ExitCode.FAILED ? ExitCode.FAILED : ExitCode.INCONCLUSIVE);
        }
    }

    private static int verdict(List<Proof.Result> results) {
        return results.stream().allMatch(Proof.Result::passed) ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** By the experiments alone that must notice: what is broken is theirs, and nobody else can see it. */
    private Proof.Result onStage(Session session, Supplier<Target> target, Mutation mutation) {
        List<Experiment> concerned = experiments.stream().filter(experiment -> mutation.concerns(experiment.id())).toList();
        try (Experiments stage = session.experiments(concerned)) {
            Prover prover = new Prover(target, () -> session.verify(
                    lab -> paths.stream().flatMap(path -> stage.of(path.name(), lab).stream()).toList(), ON_STAGE, Progress.UNHEARD), DEADLINE);
            return prover.prove(mutation, prover.whenWell());
        }
    }

    private static void print(PrintWriter out, Proof.Result result) {
        out.printf("%s %-34s %2d of %2d expected checks failed%s%n", result.passed() ? "✓" : "✗", result.name(),
                result.observedFailures().size(), result.expectedFailures().size(),
                result.passed() ? "" : ": " + result.reason());
        if (result.passed()) {
            result.causes().stream().limit(1).forEach(cause -> out.println("    " + cause));
        } else {
            result.causes().forEach(cause -> out.println("    " + cause));
        }
        out.flush();
    }
}
