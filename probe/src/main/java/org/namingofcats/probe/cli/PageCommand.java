package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.page.ClusterWatch;
import org.namingofcats.probe.page.Feed;
import org.namingofcats.probe.page.PageServer;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.watch.Stop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the lab in a browser while it lives, until Ctrl-C. */
@Command(name = "page", mixinStandardHelpOptions = true,
        description = "Serves a page to this machine's browser: the lab as it is, what was verified, requests on their way, races."
                + " It shows what happens and acts only when a button is pressed. Ctrl-C ends it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by Ctrl-C", "64:wrong usage, or the port cannot be had", "69:the cluster cannot be reached",
            "77:no lab, or no permission to look"})
public class PageCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
            description = "port on 127.0.0.1, 0 to 65535 (default: ${DEFAULT-VALUE}, any that is free)")
    int port;

    @Option(names = "--report", paramLabel = "FOLDER", defaultValue = "target/lab-report",
            description = "where the last report is, and a new one goes (default: ${DEFAULT-VALUE})")
    Path folder;

    @Option(names = "--read-only", description = "change nothing in the cluster: no races, and verifications without experiments")
    boolean readOnly;

    @Spec
    CommandSpec spec;

    private final List<NetworkPath> paths;
    private final List<Experiment> experiments;
    private final RaceCourse course;

    @Inject
    PageCommand(@All List<NetworkPath> paths, @All List<Experiment> experiments, RaceCourse course) {
        this.paths = paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).toList();
        this.experiments = experiments;
        this.course = course;
    }

    @Override
    public Integer call() {
        Usage.range(spec, "--port", port, 0, 65_535);
        ObjectMapper json = course.json();
        new ReportFolder(folder, json).prepare();
        Stop stop = Stop.onSignals();
        Feed feed = new Feed(json);
        PageDeeds deeds = new PageDeeds(cluster, paths, readOnly ? List.of() : experiments, course, readOnly, folder, feed);
        try (PageServer server = new PageServer(port, feed, deeds, json);
                Session session = Session.open(cluster, json);
                ClusterWatch watch = new ClusterWatch(session.client(), session.namespace(), feed)) {
            deeds.begin(session);
            spec.commandLine().getOut().println("the page is at " + server.address() + " ; Ctrl-C ends it");
            spec.commandLine().getOut().flush();
            stop.await();
            return ExitCode.PASSED;
        }
    }
}
