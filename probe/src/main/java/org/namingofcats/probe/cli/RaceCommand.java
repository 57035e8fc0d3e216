package org.namingofcats.probe.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.RaceFiles;
import org.namingofcats.probe.race.RaceTable;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Requests at a steady rate by every path, while something happens to the cluster. */
@Command(name = "race", mixinStandardHelpOptions = true,
        description = "Asks by every path at a steady rate while something happens to the cluster, and counts what was lost."
                + " It breaks things and mends them: not for a cluster that others depend on.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no experiment failed, and at least one passed", "1:an experiment failed",
            "2:none failed, but at least one is inconclusive, or the lab is not well before them", "64:wrong usage, or all is well and the report cannot be written",
            "69:the cluster cannot be reached, or is gone in the middle", "77:nothing could run: no lab, no permission, another command has the lab, or all are skipped"})
public class RaceCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "experiments to make (default: all)")
    List<String> names = new ArrayList<>();

    @Option(names = "--rate", paramLabel = "N", defaultValue = "50",
            description = "requests a second in each lane, 1 to 1000 (default: ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--deadline", paramLabel = "MILLIS", defaultValue = "5000",
            description = "how long a request may take, 100 to 30000 (default: ${DEFAULT-VALUE}); long, so that a busy machine is no loss")
    int deadline;

    @Option(names = "--rounds", paramLabel = "N", description = "how often to repeat, 1 to 100 (default: as each experiment says)")
    Integer rounds;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report",
            description = "where race.json and race.html go (default: ${DEFAULT-VALUE})")
    Path folder;

    @Spec
    CommandSpec spec;

    private final RaceCourse course;

    @Inject
    RaceCommand(RaceCourse course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        List<RaceExperiment> chosen = chosen();
        ReportFolder reports = new ReportFolder(folder, course.json());
        reports.prepare("race.json", "race-details.json", "race.html");
        RaceTable table = new RaceTable(spec.commandLine().getOut());
        try (Session session = Session.open(cluster, course.json()); Claim _ = session.claim("race")) {
            Racer racer = course.racer(session, course.whole(session), new Racer.Pace(rate, deadline, rounds), table::tell);
            return make(chosen, racer, table, races -> reports.write(RaceFiles.of(session.context(), races, course.json())));
        }
    }

    /**
     * One experiment after the other.
     *
     * @param keep writes what was measured, after each; where it cannot, the others are made all the same, and no verdict is lost
     */
    static int make(List<RaceExperiment> chosen, Racer racer, RaceTable table, Consumer<List<Raced>> keep) {
        List<Raced> races = new ArrayList<>();
        ProbeException unkept = null;
        for (RaceExperiment experiment : chosen) {
            table.begin(experiment);
            races.add(racer.race(experiment));
            table.end(races.getLast());
            try {
                keep.accept(races);
                unkept = null;
            } catch (ProbeException e) {
                unkept = e;
            }
        }
        Map<Verdict, Long> counts = races.stream().collect(Collectors.groupingBy(Raced::verdict, Collectors.counting()));
        table.sum(counts);
        if (unkept != null) {
            throw unkept.beside(racer.gone().isPresent() ? ExitCode.UNREACHABLE : exitCode(counts, Optional.empty()));
        }
        return exitCode(counts, racer.gone());
    }

    /**
     * The code that the process ends with.
     *
     * @throws ProbeException that says so when the cluster is gone
     */
    static int exitCode(Map<Verdict, Long> counts, Optional<? extends RuntimeException> gone) {
        gone.ifPresent(why -> {
            throw ClusterTrouble.midway(why);
        });
        return counts.containsKey(Verdict.FAIL) ? ExitCode.FAILED
                : counts.containsKey(Verdict.INCONCLUSIVE) ? ExitCode.INCONCLUSIVE
                : counts.containsKey(Verdict.PASS) ? ExitCode.PASSED
                : ExitCode.NOTHING_RAN;
    }

    private List<RaceExperiment> chosen() {
        Usage.range(spec, "--rate", rate, 1, 1_000);
        Usage.range(spec, "--deadline", deadline, 100, 30_000);
        if (rounds != null) {
            Usage.range(spec, "--rounds", rounds, 1, 100);
        }
        return Usage.chosen(spec, "experiment", course.experiments(), RaceExperiment::name, names);
    }
}
