package org.namingofcats.probe.cli;

import java.util.List;
import org.namingofcats.probe.bench.Growth;
import org.namingofcats.probe.bench.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a ClusterIP costs in a crowd of other Services. */
@Command(name = "growth", mixinStandardHelpOptions = true,
        description = "Makes Services that nobody asks, more and more, and measures what a new connection by ClusterIP costs; removes them again."
                + " Not for a cluster that others depend on.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:no verdict: the control says so", "64:wrong usage", "69:the cluster cannot be reached", "77:nothing could be measured, or another command has the lab"})
public class BenchGrowthCommand extends BenchDeed {
    private static final int MOST = 20_000;

    @Option(names = "--services", paramLabel = "N", split = ",", defaultValue = "0,100,1000,5000",
            description = "how many, rising, 0 to 20000 (default: ${DEFAULT-VALUE})")
    List<Integer> sizes;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "60", description = "rounds at each of them, 1 to 1000 (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "requests a second, 20 to 1000 (default: ${DEFAULT-VALUE})")
    int rate;

    @Override
    public Integer call() {
        Usage.range(spec, "--rounds", rounds, 1, 1_000);
        Usage.range(spec, "--rate", rate, 20, 1_000);
        Usage.require(spec, sizes.stream().allMatch(size -> size >= 0 && size <= MOST) && sizes.equals(sizes.stream().distinct().sorted().toList()),
                "--services " + sizes + " is no rising list of numbers from 0 to " + MOST);
        return run(Subject.GROWTH, session -> new Growth(cluster(session), json, this::say).measure(sizes, rounds, rate, seed()),
                "`make verify` shows whether the lab is well");
    }
}
