package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** Who is to dial has a name, or a place; whoever is neither is told both kinds of word. What came of it is the exit code. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class ExplainCommandTest {
    /** Then Docker need not be asked who is. */
    private static final String NOBODY_OUTSIDE = " --outside http://127.0.0.1:1";

    KubernetesClient client;

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    @Test
    void nobodyIsCalledThatAndNobodyStandsThere() throws IOException {
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            cluster.choose(folder);
            probe("explain cluster-ip --from mars").assertOneLine(ExitCode.USAGE,
                    "no agent mars, there are neighbour, node:worker, pod:worker; ", "same-pod, same-node, other-node, node, outside");
            probe("explain pod-ip --from other-node").assertOneLine(ExitCode.USAGE, "no agent other-node, there are ");
            probe("dial --from other-node http://10.96.0.2/").assertOneLine(ExitCode.USAGE, "no agent other-node, there are neighbour, ",
                    "what is other-node depends on the path, and `probe/probe explain` knows it");
        }
    }

    @Test
    void howItEndedIsTheExitCode() throws IOException {
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            cluster.choose(folder);
            List<Told> told = Stream.of("dial --from pod:worker http://10.244.1.2:8080/", "dial --from node:worker http://10.244.1.2:8080/",
                    "dial --from outside http://10.244.1.2:8080/", "explain node-port").map(line -> probe(line + NOBODY_OUTSIDE)).toList();
            assertEquals(List.of(ExitCode.PASSED, ExitCode.FAILED, ExitCode.INCONCLUSIVE, ExitCode.NOTHING_RAN), told.stream().map(Told::code).toList(), told::toString);
            told.get(2).assertOneLine(ExitCode.INCONCLUSIVE, "the agent at http://127.0.0.1:1 cannot be reached", "nothing was learnt about http://10.244.1.2:8080/");
            told.get(3).assertOneLine(ExitCode.NOTHING_RAN, "this lab has nothing to dial by the path node-port", "probe verify --path node-port");
        }
    }

    private Told probe(String line) {
        return Told.by(beans, (line + " --context mortal").split(" "));
    }
}
