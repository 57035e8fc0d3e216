package org.namingofcats.probe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.namingofcats.probe.bench.BenchReport;
import org.namingofcats.probe.bench.Ladder;
import org.namingofcats.probe.bench.Pace;
import org.namingofcats.probe.bench.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What each name of a pod costs. */
@Command(name = "bench", mixinStandardHelpOptions = true, subcommands = {BenchServicesCommand.class, BenchGrowthCommand.class, BenchUpCommand.class, BenchCompareCommand.class},
        description = "Measures what each name of a pod costs, all of them beside each other in one run, with floors.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed", "2:no verdict: the control, the noise or too few rounds say so", "64:wrong usage",
            "69:the cluster cannot be reached", "77:nothing could be measured, or another command has the lab"})
public class BenchCommand extends BenchDeed {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "50",
            description = "rounds, in each of which every arm has its turn, 1 to 1000, of which ten quiet ones make a verdict; short ones follow each, in which a few are asked by turns"
                    + " (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "400",
            description = "requests a second on a kept-alive connection, 20 to 2000; half as many with new connections (default: ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--slice", paramLabel = "MILLIS", defaultValue = "125",
            description = "how long a turn is, 100 to 10000, and twice as long with new connections: many short ones tell more than few long ones"
                    + " (default: ${DEFAULT-VALUE})")
    int slice;

    @Option(names = "--floor", paramLabel = "FOLDER", description = "where cluster/floor/build.sh left its programs (default: no floors)")
    Path floor;

    @Option(names = "--aims", description = "only the arms that an aim or the control needs: twelve minutes instead of twenty-five; goes to bench-aims.json")
    boolean aims;

    @Override
    public Integer call() {
        Usage.range(spec, "--rounds", rounds, 1, 1_000);
        Usage.range(spec, "--rate", rate, 20, 2_000);
        Usage.range(spec, "--slice", slice, 100, 10_000);
        Usage.require(spec, floor == null || Files.isDirectory(floor), "--floor " + floor + " is no folder");
        return run(aims ? Subject.AIMS : Subject.LADDER, this::measure, "`make verify` shows what is wrong");
    }

    private BenchReport measure(Session session) {
        Pace pace = new Pace(rounds, rate, Math.max(10, rate / 2), seed(), slice);
        return new Ladder(cluster(session), json, this::say).measure(pace, floor, aims, round -> {
            if (round <= 1 || round % 10 == 0) {
                say(round == 0 ? "warming up" : "round " + round + " of " + rounds);
            }
        });
    }
}
