package org.namingofcats.probe.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine;

/** A kubeconfig that leads nowhere says why, and which file it is; nobody but its cluster is ever asked. */
@QuarkusTest
class BadKubeconfigTest {
    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";

    @Inject
    CommandLine.IFactory beans;

    @TempDir
    Path folder;

    private Path kubeconfig(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("config"), content);
        System.setProperty("kubeconfig", file.toString());
        return file;
    }

    private static byte[] with(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {%s}}]
                contexts: [{name: lab, context: {cluster: c, user: u}}, {name: half, context: {cluster: none, user: u}}]
                users: [{name: u, user: {%s}}]
                current-context: lab
                """.formatted(cluster, user).getBytes(StandardCharsets.UTF_8);
    }

    @AfterEach
    void forget() {
        System.clearProperty("kubeconfig");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        // what is wrong            | cluster                                | user                              | context   | part
        "nobody listens             | server: 'http://127.0.0.1:1'           | token: t                          | lab       | the cluster cannot be reached: Connection refused: start it with `make up`",
        "no such context            | server: 'http://127.0.0.1:1'           | token: t                          | elsewhere | no context elsewhere in the kubeconfig",
        "a context without cluster  | server: 'http://127.0.0.1:1'           | token: t                          | half      | context half leads to no cluster of the kubeconfig",
        "a server that is no URL    | server: 'not a url'                    | token: t                          | lab       | the cluster cannot be reached: Illegal character",
        "a name without address     | server: 'http://no-such-cat.invalid'   | token: t                          | lab       | no-such-cat.invalid",
        "a CA file that is not there | server: 'https://127.0.0.1:1', certificate-authority: /no/ca | token: t    | lab       | names a file that is not there: /no/ca",
        "a certificate that is none | server: 'https://127.0.0.1:1'          | client-certificate-data: Y2F0, client-key-data: Y2F0 | lab | do not trust each other",
        "a key file that is not there | server: 'https://127.0.0.1:1'        | client-certificate: /no/cert, client-key: /no/key | lab | names a file that is not there: /no/"})
    void aContextThatLeadsNowhere(String what, String cluster, String user, String context, String part) throws IOException {
        kubeconfig(with(cluster, user));
        Told.by(beans, "verify", "--context", context, "--report", folder.toString()).assertOneLine(ExitCode.UNREACHABLE, part);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "empty          | ''                 | no current context in the kubeconfig",
        "words          | hello              | cannot be read (",
        "cut off        | 'clusters: [{name' | cannot be read (",
        "another shape  | 'clusters: 5'      | cannot be read (",
        "no text        | '\u00ff\u0000'     | cannot be read ("})
    void aFileThatIsNoKubeconfig(String what, String content, String part) throws IOException {
        Path file = kubeconfig(content.getBytes(StandardCharsets.ISO_8859_1));
        Told.by(beans, "verify", "--context", "", "--report", folder.toString())
                .assertOneLine(ExitCode.UNREACHABLE, part, file.toString());
    }

    @ParameterizedTest
    @CsvSource({"verify", "dial --from pod http://10.0.0.1/", "explain ingress", "prove"})
    void noKubeconfigAtAll(String line) {
        System.setProperty("kubeconfig", "/no/kubeconfig");
        Told.by(beans, (line + " --context=").split(" ")).assertOneLine(ExitCode.UNREACHABLE,
                "no current context in the kubeconfig /no/kubeconfig", "`make up` makes one");
    }

    @Test
    @Timeout(30)
    void aLoginCommandThatWaitsForSomebodyIsEnded() throws IOException {
        kubeconfig(with("server: '" + NOBODY_LISTENS + "'", "exec: {apiVersion: client.authentication.k8s.io/v1, command: sleep, args: ['3141'], "
                + "interactiveMode: Never}"));
        ProbeException told = assertThrows(ProbeException.class, () -> Kubeconfig.read("lab", 1));
        assertEquals(ExitCode.UNREACHABLE, told.exitCode());
        assertTrue(told.getMessage().startsWith("the login command of the kubeconfig took longer than 1 s: log in"), told.getMessage());
        await("it goes with the probe").until(() -> ProcessHandle.current().descendants().noneMatch(child ->
                child.isAlive() && child.info().commandLine().orElse("").contains("3141")));
    }
}
