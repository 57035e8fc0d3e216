package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** Who is to dial has a name, or a place; whoever is neither is told both kinds of word. */
@QuarkusTest
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class ExplainCommandTest {
    static KubernetesClient client;

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

    private Told probe(String line) {
        return Told.by(beans, (line + " --context mortal").split(" "));
    }
}
