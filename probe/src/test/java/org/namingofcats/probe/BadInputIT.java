package org.namingofcats.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probe as a process of its own against a real API server that does not want it: one line, the right code, no stack trace. */
class BadInputIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String NAMESPACE = "bad-input-" + UUID.randomUUID().toString().substring(0, 8);
    private static final Config CONFIG = Config.autoConfigure(System.getenv("CONTEXT"));
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder().withConfig(CONFIG).build();
    /** What a kubeconfig says of its user, by a word. */
    private static final Map<String, String> USERS = new HashMap<>();

    @TempDir
    static Path folder;

    private record Ended(int code, String out, String errors) {}

    @BeforeAll
    static void somebodyWithoutRights() throws Exception {
        CLIENT.resource(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build()).create();
        CLIENT.resource(new ServiceAccountBuilder().withNewMetadata().withName("nobody").withNamespace(NAMESPACE).endMetadata().build()).create();
        USERS.put("no-rights", "{token: " + CLIENT.serviceAccounts().inNamespace(NAMESPACE).withName("nobody")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build()).getStatus().getToken() + "}");
        USERS.put("wrong-token", "{token: wrong}");
        USERS.put("nothing", "{}");
        USERS.put("no-login", "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-login, interactiveMode: Never}}");
        USERS.put("expired", expired());
        USERS.put("myself", CONFIG.getClientCertData() == null ? "{token: " + CONFIG.getOauthToken() + "}"
                : "{client-certificate-data: " + CONFIG.getClientCertData() + ", client-key-data: " + CONFIG.getClientKeyData() + "}");
    }

    /** A certificate of two years ago, for a day. */
    private static String expired() throws Exception {
        Path store = folder.resolve("expired.p12");
        assertEquals(0, new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "cat",
                "-keyalg", "RSA", "-dname", "CN=cat", "-startdate", "-2y", "-validity", "1", "-keystore", store.toString(),
                "-storepass", "secret", "-storetype", "PKCS12").start().waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        return "{client-certificate-data: " + pem("CERTIFICATE", keys.getCertificate("cat").getEncoded()) + ", client-key-data: "
                + pem("PRIVATE KEY", keys.getKey("cat", "secret".toCharArray()).getEncoded()) + "}";
    }

    private static String pem(String kind, byte[] bytes) {
        String text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void remove() {
        CLIENT.namespaces().withName(NAMESPACE).delete();
        CLIENT.close();
    }

    private static Path kubeconfig(String name, String authority) throws IOException {
        return Files.writeString(folder.resolve(name), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: '%s'%s}}]
                contexts: [{name: bad, context: {cluster: c, user: u}}]
                users: [{name: u, user: %s}]
                current-context: bad
                """.formatted(CONFIG.getMasterUrl(), authority, USERS.get(name)));
    }

    private static Ended probe(Map<String, String> environment, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "probe/probe";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Path out = Files.createTempFile(folder, "out", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES), () -> "does not end: " + String.join(" ", command));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(errors));
    }

    private static void assertOneLine(Ended ended, int code, String part) {
        assertEquals(code, ended.code(), ended::errors);
        assertTrue(ended.errors().matches("probe: .+: .+\n") && ended.errors().contains(part), ended::errors);
        assertEquals("", ended.out());
    }

    @ParameterizedTest(name = "{0}: probe {1}")
    @CsvSource(delimiter = '|', value = {
        "no-rights   | verify                          | 77 | no permission: ",
        "wrong-token | verify                          | 69 | does not accept the credentials",
        "nothing     | verify                          | 69 | does not accept the credentials",
        "no-login    | verify                          | 69 | does not accept the credentials",
        "expired     | verify                          | 69 | does not accept the credentials",
        "myself      | verify --namespace NAMESPACE    | 77 | no lab in namespace",
        "myself      | verify --namespace no-such-cat  | 77 | no lab in namespace no-such-cat of context bad",
        "myself      | dial --from nobody http://10.0.0.1/ | 64 | no agent nobody, there are ",
        "myself      | explain ingress --from pod:mars | 64 | no agent pod:mars, there are ",
        "myself      | explain ingress --from mars     | 64 | ; and, as far as somebody stands there, same-pod, same-node, other-node, node, outside"})
    void aClusterThatSaysNo(String user, String line, int code, String part) throws IOException {
        Path kubeconfig = kubeconfig(user, ", certificate-authority-data: " + CONFIG.getCaCertData());
        assertOneLine(probe(Map.of("KUBECONFIG", kubeconfig.toString(), "CONTEXT", "bad"), line.replace("NAMESPACE", NAMESPACE).split(" ")), code, part);
    }

    @Test
    void aClusterThatThisKubeconfigDoesNotTrust() throws IOException {
        assertOneLine(probe(Map.of("KUBECONFIG", kubeconfig("myself", "").toString(), "CONTEXT", "bad"), "verify"), 69, "do not trust each other");
    }

    @ParameterizedTest
    @CsvSource({"65536", "cat"})
    void anAgentThatCannotStart(String port) throws IOException {
        assertOneLine(probe(Map.of("QUARKUS_HTTP_PORT", port, "LAB_TOKEN", "t"), "agent"), 77, "cannot start: ");
    }

    /** Both with a stage of their own, both into one folder. */
    @Test
    void twoRunsAtOnceAreBothRight() throws Exception {
        Path report = folder.resolve("report");
        var runs = new CompletableFuture<?>[2];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = CompletableFuture.supplyAsync(() -> {
                try {
                    return probe(Map.of(), "verify", "--path", "pod-ip", "--report", report.toString());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        for (var run : runs) {
            Ended ended = (Ended) run.get();
            assertEquals(0, ended.code(), ended::toString);
            assertEquals("", ended.errors());
        }
        assertTrue(new ObjectMapper().readTree(report.resolve("report.json").toFile()).path("summary").path("passed").asInt() > 0);
    }
}
