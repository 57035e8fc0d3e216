package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

@QuarkusTest
class DoctorCommandTest {
    @Inject
    CommandLine.IFactory beans;

    @Inject
    ObjectMapper json;

    @TempDir
    Path folder;

    @Test
    void a_context_that_is_not_there_is_a_finding_with_its_remedy_and_the_machine_is_looked_at_all_the_same() throws IOException {
        Told told = Told.by(beans, "doctor", "--context", "no-such-context", "--output", "json");
        assertEquals(ExitCode.FAILED, told.code(), told::toString);
        JsonNode findings = json.readTree(told.out());
        assertEquals("Java", findings.at("/this machine/0/what").asText());
        assertEquals("FAIL", findings.at("/cluster/0/verdict").asText());
        assertTrue(findings.at("/cluster/0/seen").asText().startsWith("no context no-such-context"), told.out());
        assertTrue(findings.at("/cluster/0/remedy").asText().contains("make up"), told.out());
    }

    @Test
    void the_table_counts_what_it_lists() {
        Told told = Told.by(beans, "doctor", "--context", "no-such-context");
        assertTrue(told.out().contains("  ✘  API server      no context no-such-context"), told.out());
        assertTrue(told.out().lines().toList().getLast().matches("\\d+ well, [1-9]\\d* missing, 0 one can do without, \\d+ unknown"), told.out());
    }

    @Test
    void what_a_server_says_of_itself_does_not_steer_the_terminal() throws IOException {
        String version = "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34\\u001b[2J\\u009b2J\"}";
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + version.length() + "\r\n\r\n" + version)) {
            System.setProperty("kubeconfig", Files.writeString(folder.resolve("config"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: '%s'}}]
                    contexts: [{name: odd, context: {cluster: c, user: u}}]
                    users: [{name: u, user: {token: t}}]
                    current-context: odd
                    """.formatted(server.url())).toString());
            String out = Told.by(beans, "doctor", "--context", "odd").out();
            assertTrue(out.contains("v1.34\uFFFD[2J\uFFFD2J at http"), out);
        } finally {
            System.clearProperty("kubeconfig");
        }
    }

    @Test
    void bash_takes_the_completion_script_and_completes_a_command() throws Exception {
        Path script = Files.writeString(folder.resolve("completion.sh"), Told.by(beans, "completion").out());
        Process bash = new ProcessBuilder("bash", "-c", "source " + script
                + " && COMP_WORDS=(probe ver) COMP_CWORD=1 && COMP_LINE='probe ver' && _complete_probe && echo \"${COMPREPLY[@]}\"").start();
        assertTrue(bash.waitFor(20, TimeUnit.SECONDS));
        assertEquals("verify", new String(bash.getInputStream().readAllBytes()).strip(), () -> read(bash));
    }

    private static String read(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
