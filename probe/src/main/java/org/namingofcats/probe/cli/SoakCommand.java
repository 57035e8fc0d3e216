package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.soak.Soak;
import org.namingofcats.probe.soak.SoakReport;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A long run, to see what a short one cannot. */
@Command(name = "soak", mixinStandardHelpOptions = true,
        description = "Verifies again and again, with a fault every minute, and tells whether memory or open files grow and what stays behind.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:passed", "1:something grew, stayed behind or went wrong",
            "2:none of that, but too little was learnt to say; or the lab is not well before it begins", "64:wrong usage, or it passed and the report cannot be written",
            "69:the cluster cannot be reached, or is gone in the middle", "77:nothing could run: no lab, no permission, or another command has the lab"})
public class SoakCommand implements Callable<Integer> {
    private static final int RATE = 10;
    private static final int DEADLINE_MILLIS = 5_000;

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "30", description = "how long, 1 to 1440; fewer than four say nothing of memory (default: ${DEFAULT-VALUE})")
    int minutes;

    @Option(names = "--fault", paramLabel = "NAME", description = "only this fault, one of `race`'s experiments; may be repeated (default: the short ones)")
    List<String> names = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report",
            description = "where soak.json goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Spec
    CommandSpec spec;

    private final RaceCourse course;

    @Inject
    SoakCommand(RaceCourse course) {
        this.course = course;
    }

    @Override
    public Integer call() {
        List<RaceExperiment> faults = faults();
        PrintWriter out = spec.commandLine().getOut();
        ObjectMapper json = course.json();
        ReportFolder reports = new ReportFolder(folder, json);
        reports.prepare("soak.json");
        try (Session session = Session.open(cluster, json); Claim _ = session.claim("soak")) {
            WholeLab whole = course.whole(session);
            Racer racer = course.racer(session, whole, new Racer.Pace(RATE, DEADLINE_MILLIS, 1), mark -> { });
            SoakReport report = new Soak(session.client(), json, racer, () -> whole.troubles(Duration.ofMinutes(1)), line -> {
                out.println(line);
                out.flush();
            }, untilNow -> keep(reports, untilNow, json)).run(minutes, faults, session.look());
            print(out, report); // first: what was measured is not lost when it cannot be written
            int code = racer.gone().isPresent() ? ExitCode.UNREACHABLE : exitCode(report.verdict());
            reports.write(Map.of("soak.json", ReportFolder.json(report, json) + "\n"), code);
            racer.gone().ifPresent(why -> {
                throw ClusterTrouble.midway(why);
            });
            return code;
        }
    }

    /** Where it cannot be kept yet, the end will tell. */
    private static void keep(ReportFolder reports, SoakReport report, ObjectMapper json) {
        try {
            reports.write(Map.of("soak.json", ReportFolder.json(report, json) + "\n"));
        } catch (ProbeException e) {
            // Whatever was kept before is there.
        }
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case PASS -> ExitCode.PASSED;
            case FAIL -> ExitCode.FAILED;
            case SKIPPED, INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    private List<RaceExperiment> faults() {
        Usage.range(spec, "--minutes", minutes, 1, 1_440);
        List<RaceExperiment> chosen = Usage.chosen(spec, "fault", course.experiments(), RaceExperiment::name, names);
        return chosen.stream().filter(fault -> !names.isEmpty() || fault.isShort()).toList();
    }

    private static void print(PrintWriter out, SoakReport report) {
        out.printf("%nMiB of memory: first, last, slope of the second half per hour%n");
        report.memory().forEach(trend -> print(out, trend));
        out.printf("%nopen files%n");
        report.openFiles().forEach(trend -> print(out, trend));
        out.printf("%n%.1f minutes, %d faults, %d verifications, %d containers too short-lived to tell%n%s: %s%n", report.minutes(),
                report.faults().size(), report.verifications(), report.unwatched(), report.verdict(), report.reason());
        out.flush();
    }

    private static void print(PrintWriter out, SoakReport.Trend trend) {
        out.printf("  %-90s %8.1f %8.1f %+8.1f%s%n", trend.of(), trend.first(), trend.last(), trend.perHour(), trend.grew() ? "  grew" : "");
    }
}
