package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Growth;
import org.namingofcats.probe.bench.Ladder;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.report.ReportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a ClusterIP costs in a crowd of other Services. */
@Command(name = "growth", mixinStandardHelpOptions = true,
        description = "Makes Services that nobody asks, more and more, and measures what a new connection by ClusterIP costs; removes them again."
                + " Not for a cluster that others depend on.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:no verdict: the control says so", "64:wrong usage", "69:the cluster cannot be reached", "77:nothing could be measured"})
public class BenchGrowthCommand implements Callable<Integer> {
    static final String NAME = "bench-growth.json";
    private static final int MOST = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--services", paramLabel = "N", split = ",", defaultValue = "0,100,1000,5000",
            description = "how many, rising, 0 to 20000 (default: ${DEFAULT-VALUE})")
    List<Integer> sizes;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "10", description = "rounds at each of them, 1 to 1000 (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "requests a second, 20 to 1000 (default: ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report", description = "where bench-growth.json goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--update", paramLabel = "PAGE", description = "write the table into this page, between its marks; bench-growth.json goes beside it")
    Path page;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    BenchGrowthCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        RaceCourse.require(rounds >= 1 && rounds <= 1_000, "--rounds " + rounds + " is not from 1 to 1000", spec);
        RaceCourse.require(rate >= 20 && rate <= 1_000, "--rate " + rate + " is not from 20 to 1000", spec);
        RaceCourse.require(sizes.stream().allMatch(size -> size >= 0 && size <= MOST) && sizes.equals(sizes.stream().distinct().sorted().toList()),
                "--services " + sizes + " is no rising list of numbers from 0 to " + MOST, spec);
        PerformancePage written = page == null ? null : PerformancePage.growth(page);
        new ReportFolder(folder, json).prepare();
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(cluster, json)) {
            Growth growth = new Growth(new Ladder.Cluster(session.client(), session.context(), session::look, plan -> session.verify(plan, PATIENCE, Progress.UNHEARD),
                    session::nameByHand), json, line -> BenchCommand.say(out, line));
            BenchReport report = growth.measure(sizes, rounds, rate, ThreadLocalRandom.current().nextInt(1, 1_000_000));
            return BenchCommand.publish(report, NAME, folder, written, json, out);
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.NOTHING_RAN, "nothing can be measured: " + e.getMessage(), "`make verify` shows whether the lab is well");
        }
    }
}
