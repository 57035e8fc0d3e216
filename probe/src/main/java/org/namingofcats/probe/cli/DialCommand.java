package org.namingofcats.probe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.DialResource;
import org.namingofcats.probe.agent.DialTarget;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
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

/** Makes one request from one vantage: what a check does, to be repeated by hand. */
@Command(name = "dial", mixinStandardHelpOptions = true,
        description = "Has one agent make one request and prints what came of it, as JSON.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:outcome OK", "1:another outcome", "2:the agent could not be asked, or refused",
            "64:wrong usage, or no such agent", "69:the cluster cannot be reached", "77:nothing could run: no lab, no permission"})
public class DialCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster;

    @Option(names = "--from", paramLabel = "AGENT", required = true,
            description = "who dials: neighbour, pod:NODE, node:NODE or outside; 'pod' and 'node' alone: any of them")
    String from;

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "request header; may be repeated")
    List<String> headers = List.of();

    @Parameters(paramLabel = "URL", description = "http://host[:port]/path; a name is looked up where the agent is")
    String url;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    DialCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, String> parsed = headers();
        try {
            DialTarget.of(url);
            DialResource.checked(parsed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        try (Session session = Session.open(cluster, json)) {
            Lab lab = session.look();
            Agent agent = agent(lab);
            session.nameByHand(url, lab);
            DialResult result = agent.dial(url, parsed).result();
            spec.commandLine().getOut().println(printed(result));
            return result.outcome() == Outcome.OK ? ExitCode.PASSED : ExitCode.FAILED;
        } catch (AgentUnreachable e) {
            throw new ProbeException(ExitCode.INCONCLUSIVE, e.getMessage(), "nothing was learnt about " + url
                    + "; an agent dials what the lab has, and where it had it a moment ago");
        }
    }

    private Agent agent(Lab lab) {
        return lab.agent(from)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "no agent " + from + ", there are "
                        + String.join(", ", lab.agents().stream().map(Agent::name).toList())
                        + (Vantage.labelled(from).isEmpty() ? ""
                                : "; what is " + from + " depends on the path, and `probe/probe explain` knows it")));
    }

    private Map<String, String> headers() {
        Map<String, String> parsed = new HashMap<>();
        for (String header : headers) {
            String[] parts = header.split(":\\s*", 2);
            if (parts.length != 2 || parts[0].isBlank()) {
                throw new ParameterException(spec.commandLine(), "'" + header + "' is not a header like 'Name: value'");
            }
            parsed.put(parts[0], parts[1]);
        }
        return parsed;
    }

    /** As JSON in which nothing is left that a terminal would obey, the control characters beyond ASCII (U+0080 to U+009F) neither. */
    String printed(DialResult result) throws JsonProcessingException {
        return json.writerWithDefaultPrettyPrinter().with(JsonGenerator.Feature.ESCAPE_NON_ASCII).writeValueAsString(readable(result));
    }

    /** The result with its body as JSON, where it is JSON, so that the passport can be read. */
    ObjectNode readable(DialResult result) {
        ObjectNode node = json.valueToTree(result);
        if (result.body() != null) {
            try {
                JsonNode body = json.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(result.body());
                node.set("body", body);
            } catch (JsonProcessingException e) {
                node.put("body", result.body());
            }
        }
        return node;
    }
}
