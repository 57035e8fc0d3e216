package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine;

/** A proof that cannot be written takes no verdict with it: here a folder is where its file should go. */
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class ProveCommandTest {
    KubernetesClient client;

    @TempDir
    Path folder;

    @Test
    void whatFailedIsTheExitCode() throws IOException {
        Mutation unseen = Mutation.of("unseen", target -> { }, target -> { }, Sign.of("nowhere/.*", ""));
        ProveCommand command = new ProveCommand(List.of(new PageDeedsTest.Nowhere()), List.of(), List.of(unseen), new ObjectMapper());
        Files.createDirectories(folder.resolve("prove.json/in-its-place"));
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            cluster.choose(folder);
            new CommandLine(command).parseArgs("--context", "mortal", "--report", folder.toString());
            ProbeException told = assertThrows(ProbeException.class, command::call);
            assertTrue(told.trouble().startsWith("the report cannot be written to " + folder), told::getMessage);
            assertEquals(ExitCode.FAILED, told.exitCode());
        }
    }
}
