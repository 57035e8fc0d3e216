package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine;

/** What a run of proofs ends with that cannot go on, or cannot be kept. */
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
class ProveCommandTest {
    KubernetesClient client;

    @TempDir
    Path folder;

    /** A path with nothing to fail, and what happens while it is looked at. */
    private record Elsewhere(Runnable meanwhile) implements NetworkPath {
        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        public int rung() {
            return 1;
        }

        @Override
        public List<Check> checks(Lab lab) {
            meanwhile.run();
            return List.of(new Check.Fact("elsewhere/well", "all", "all is well", "it is", any -> Optional.empty()));
        }
    }

    private ProbeException told(Runnable meanwhile, Mutation... mutations) throws IOException {
        ProveCommand command = new ProveCommand(List.of(new Elsewhere(meanwhile)), List.of(), List.of(mutations), new ObjectMapper());
        try (MortalCluster cluster = new MortalCluster(client, Integer.MAX_VALUE)) {
            cluster.choose(folder);
            new CommandLine(command).parseArgs("--context", "mortal", "--report", folder.toString());
            return assertThrows(ProbeException.class, command::call);
        }
    }

    private static Mutation unseen() {
        return Mutation.of("a-thing-unseen", target -> { }, target -> { }, Sign.of("nowhere/.*", ""));
    }

    /** Somebody removes the lab, or this user's rights. */
    private static Mutation lost() {
        return Mutation.of("lost", target -> {
            throw new ProbeException(ExitCode.NOTHING_RAN, "no pod of the lab is ready", "wait");
        }, target -> { }, Sign.of("elsewhere/.*", ""));
    }

    /** A proof that cannot be written takes no verdict with it: here a folder is where its file should go. */
    @Test
    void whatFailedIsTheExitCode() throws IOException {
        ProbeException told = told(() -> folder.resolve("prove.json/in-its-place").toFile().mkdirs(), unseen());
        assertTrue(told.trouble().startsWith("the report cannot be written to " + folder), told::getMessage);
        assertEquals(ExitCode.FAILED, told.exitCode());
    }

    /** "Nothing could run", 77, is a skipped test to those who run tests. */
    @Test
    void whatIsLostInTheMiddleTakesNoVerdictWithIt() throws IOException {
        ProbeException told = told(() -> { }, unseen(), lost());
        assertEquals(ExitCode.FAILED, told.exitCode(), told::getMessage);
        assertEquals("in the middle of the run no pod of the lab is ready: wait", told.trouble());
        assertTrue(Files.exists(folder.resolve("prove.json")), "what was proved until then");
    }

    /** What somebody else breaks meanwhile is none of its signs. */
    @Test
    void nothingIsBrokenInALabThatAnotherCommandHas() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Claim _ = Claim.take(client, "naming-of-cats", "soak")) {
            ProbeException told = told(() -> { }, Mutation.of("a-thing", target -> broken.add("a-thing"), target -> { }, Sign.of("nowhere/.*", "")));
            assertEquals(ExitCode.NOTHING_RAN, told.exitCode(), told::getMessage);
            assertTrue(told.trouble().startsWith("the lab is in use by `probe soak`, process "), told::trouble);
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void whereNothingFailedUntilThenNothingWasLearnt() throws IOException {
        Files.writeString(folder.resolve("prove.json"), "{}");
        assertEquals(ExitCode.INCONCLUSIVE, told(() -> { }, lost()).exitCode());
        assertFalse(Files.exists(folder.resolve("prove.json")), "that of the run before");
    }
}
