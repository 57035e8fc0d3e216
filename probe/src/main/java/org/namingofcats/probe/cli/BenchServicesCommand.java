package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.namingofcats.probe.bench.BenchFailure;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.PerformancePage;
import org.namingofcats.probe.bench.Services;
import org.namingofcats.probe.report.ReportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a service costs before anybody asks it. */
@Command(name = "services", mixinStandardHelpOptions = true,
        description = "Measures a service's start, its pod's, its memory at rest and its image. Docker and the nodes have to be on this machine.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed", "2:no verdict", "64:wrong usage", "69:the cluster cannot be reached",
            "77:nothing could be measured"})
public class BenchServicesCommand implements Callable<Integer> {
    static final String NAME = "bench-services.json";

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "starts of each kind, 1 to 200 (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seed", paramLabel = "N", description = "of the order and of the intervals (default: a new one)")
    Long seed;

    @Option(names = "--floor-image", paramLabel = "NAME", description = "the server in C, which the nodes have (cluster/floor/image.sh)")
    String floorImage;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report", description = "where bench-services.json goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--update", paramLabel = "PAGE", description = "write the table into this page, between its marks; bench-services.json goes beside it")
    Path page;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    BenchServicesCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        RaceCourse.require(rounds >= 1 && rounds <= 200, "--rounds " + rounds + " is not from 1 to 200", spec);
        PerformancePage written = page == null ? null : PerformancePage.services(page);
        new ReportFolder(folder, json).prepare();
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(cluster, json)) {
            Services services = new Services(session.client(), session.namespace(), json, line -> BenchCommand.say(out, line));
            BenchReport report = services.measure(session.context(), rounds, seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed, floorImage);
            return BenchCommand.publish(report, NAME, folder, written, json, out);
        } catch (BenchFailure e) {
            throw new ProbeException(ExitCode.NOTHING_RAN, "nothing can be measured: " + e.getMessage(), "it needs the lab's Docker on this machine");
        }
    }
}
