package org.namingofcats.probe.cli;

import org.namingofcats.probe.bench.Services;
import org.namingofcats.probe.bench.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a service costs before anybody asks it. */
@Command(name = "services", mixinStandardHelpOptions = true,
        description = "Measures a service's start, its pod's, its memory at rest and its image. Docker and the nodes have to be on this machine.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed", "2:no verdict", "64:wrong usage", "69:the cluster cannot be reached",
            "77:nothing could be measured, or another command has the lab"})
public class BenchServicesCommand extends BenchDeed {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "starts of each kind, 1 to 200, of which ten make a verdict (default: ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--floor-image", paramLabel = "NAME", description = "the server in C, which the nodes have (cluster/floor/image.sh)")
    String floorImage;

    @Option(names = "--fast-jar-image", paramLabel = "NAME", description = "service-a as Quarkus's fast-jar (cluster/floor/fast-jar.sh)")
    String fastJarImage;

    @Override
    public Integer call() {
        Usage.range(spec, "--rounds", rounds, 1, 200);
        return run(Subject.SERVICES, session -> new Services(session.client(), session.namespace(), json, this::say).measure(session.context(), rounds, seed(),
                        new Services.Beside(floorImage, fastJarImage)),
                "it needs the lab's Docker on this machine");
    }
}
