package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchFiles;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.BenchTable;
import org.namingofcats.probe.bench.Ladder;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.report.ReportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What each name of a pod costs. */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = {BenchServicesCommand.class, BenchGrowthCommand.class, BenchUpCommand.class, BenchCompareCommand.class},
        description = "Measures what each name of a pod costs, all of them beside each other in one run, with floors.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed", "2:no verdict: the control or the noise says so", "64:wrong usage",
            "69:the cluster cannot be reached", "77:nothing could be measured"})
public class BenchCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "120", description = "rounds, in each of which every arm has its turn, 1 to 1000 (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "400",
            description = "requests a second on a kept-alive connection, 20 to 2000; half as many with new connections (default: ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--slice", paramLabel = "MILLIS", defaultValue = "250",
            description = "how long a turn is, 100 to 10000: many short ones, each on a connection of its own, tell more than few long ones"
                    + " (default: ${DEFAULT-VALUE})")
    int slice;

    @Option(names = "--seed", paramLabel = "N", description = "of the order of arms and of the intervals (default: a new one, which is printed)")
    Long seed;

    @Option(names = "--floor", paramLabel = "FOLDER", description = "where cluster/floor/build.sh left its programs (default: no floors)")
    Path floor;

    @Option(names = "--aims", description = "only the arms that an aim or the control needs: six minutes instead of twenty; goes to bench-aims.json")
    boolean aims;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report", description = "where bench.json goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--update", paramLabel = "PAGE",
            description = "write the tables into this page, between its marks; bench.json and img/ladder.svg go beside it")
    Path page;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    BenchCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        RaceCourse.require(rounds >= 1 && rounds <= 1_000, "--rounds " + rounds + " is not from 1 to 1000", spec);
        RaceCourse.require(rate >= 20 && rate <= 2_000, "--rate " + rate + " is not from 20 to 2000", spec);
        RaceCourse.require(slice >= 100 && slice <= 10_000, "--slice " + slice + " is not from 100 to 10000", spec);
        RaceCourse.require(floor == null || Files.isDirectory(floor), "--floor " + floor + " is no folder", spec);
        PerformancePage written = page == null ? null : aims ? PerformancePage.aims(page) : PerformancePage.at(page);
        new ReportFolder(folder, json).prepare();
        BenchReport report = measure();
        return publish(report, aims ? "bench-aims.json" : BenchFiles.NAME, folder, written, json, spec.commandLine().getOut());
    }

    /** Prints a result, leaves it in the report's folder under {@code name} and on the page, if there is one; the exit code. */
    static int publish(BenchReport report, String name, Path folder, PerformancePage page, ObjectMapper json, PrintWriter out) {
        new BenchTable(out).print(report);
        new ReportFolder(folder, json).write(Map.of(name, BenchFiles.text(report, json)));
        if (page != null) {
            page.write(report, json);
        }
        return exitCode(report.verdict());
    }

    static int exitCode(String verdict) {
        return switch (verdict) {
            case BenchReport.MET -> ExitCode.PASSED;
            case BenchReport.MISSED -> ExitCode.FAILED;
            default -> ExitCode.INCONCLUSIVE;
        };
    }

    private BenchReport measure() {
        PrintWriter out = spec.commandLine().getOut();
        long order = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        try (Session session = Session.open(cluster, json)) {
            Ladder ladder = new Ladder(new Ladder.Cluster(session.client(), session.context(), session::look,
                    plan -> session.verify(plan, PATIENCE, Progress.UNHEARD), session::nameByHand), json, line -> say(out, line));
            return ladder.measure(new Ladder.Wish(rounds, rate, Math.max(10, rate / 2), order, slice, floor, aims), round -> {
                if (round % 20 == 0) {
                    say(out, round == 0 ? "warming up" : "round " + round + " of " + rounds);
                }
            });
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.NOTHING_RAN, "nothing can be measured: " + e.getMessage(), "`make verify` shows what is wrong");
        }
    }

    static void say(PrintWriter out, String line) {
        out.println("  " + line);
        out.flush();
    }
}
