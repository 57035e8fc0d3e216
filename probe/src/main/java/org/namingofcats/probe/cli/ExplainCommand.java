package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.explain.Choice;
import org.namingofcats.probe.explain.Explainer;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.SvgJourney;
import org.namingofcats.probe.explain.TextJourney;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Shells;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one request and tells its journey. */
@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Sends one real request by a path and tells its journey from what it left behind: name lookup,"
                + " route, the Service's rules and their counters, connection tracking, Envoy, the pod. What cannot be read is said, not guessed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the request was answered", "1:another outcome", "2:the agent could not be asked",
            "64:wrong usage, or the request was answered and the drawing cannot be written",
            "69:the cluster cannot be reached", "77:this lab has nothing to dial by that path"})
public class ExplainCommand implements Callable<Integer> {
    enum Output { TEXT, JSON }

    @Mixin
    ClusterOptions cluster;

    @Parameters(paramLabel = "PATH", completionCandidates = PathNames.class, description = "one of ${COMPLETION-CANDIDATES}")
    String name;

    @Option(names = "--from", paramLabel = "VANTAGE",
            description = "who dials: same-pod, same-node, other-node, node or outside, seen from the pods that the path leads to;"
                    + " or one agent: neighbour, pod:NODE, node:NODE, pod for any (default: the one with most to tell)")
    String from;

    @Option(names = "--output", paramLabel = "text|json", defaultValue = "text",
            description = "what to print on standard output (default: ${DEFAULT-VALUE})")
    Output output;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw the journey into this file as well")
    Path svg;

    @Spec
    CommandSpec spec;

    private final List<NetworkPath> paths;
    private final ObjectMapper json;

    @Inject
    ExplainCommand(@All List<NetworkPath> paths, ObjectMapper json) {
        this.paths = paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).toList();
        this.json = json;
    }

    @Override
    public Integer call() {
        NetworkPath path = paths.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> usage(
                "no path " + name + ", there are " + String.join(", ", paths.stream().map(NetworkPath::name).toList())));
        if (svg != null && (Files.isDirectory(svg) || !Files.isDirectory(svg.toAbsolutePath().getParent()))) {
            throw usage("--svg " + svg + " is not a file in a folder that is there");
        }
        try (Session session = Session.open(cluster, json); Shells shells = new Shells()) {
            Lab lab = session.look();
            Call call = call(path, lab);
            Explainer explainer = new Explainer(lab, ClusterFacts.proxyMode(lab),
                    new DockerReader(lab.nodes().getFirst().name(), new Docker(shells)), json);
            Journey journey = explainer.tell(name, call).journey();
            spec.commandLine().getOut().print(output == Output.TEXT ? TextJourney.of(journey)
                    : ReportFolder.json(journey, json) + "\n");
            spec.commandLine().getOut().flush();
            int code = journey.outcome() == Outcome.OK ? ExitCode.PASSED : ExitCode.FAILED;
            ProbeException.beside(code, () -> draw(journey));
            return code;
        } catch (AgentUnreachable e) {
            throw new ProbeException(ExitCode.INCONCLUSIVE, e.getMessage(), "nothing was learnt about the path " + name);
        }
    }

    private Call call(NetworkPath path, Lab lab) {
        Optional<Agent> agent = Optional.ofNullable(from).flatMap(lab::agent);
        Call call = Choice.of(path, lab, agent).orElseThrow(() -> new ProbeException(ExitCode.NOTHING_RAN,
                "this lab has nothing to dial by the path " + name, "`probe verify --path " + name + "` says why"));
        return from == null || agent.isPresent() ? call : Vantage.labelled(from).flatMap(vantage -> Choice.of(path, lab, vantage))
                .orElseThrow(() -> usage("no agent " + from + ", there are "
                        + String.join(", ", lab.agents().stream().map(Agent::name).toList()) + "; and, as far as somebody stands there, "
                        + String.join(", ", Arrays.stream(Vantage.values()).map(Vantage::label).toList())));
    }

    private void draw(Journey journey) {
        try {
            if (svg != null) {
                Files.writeString(svg, SvgJourney.of(journey));
            }
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "the drawing cannot be written to " + svg, "choose another --svg FILE");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
