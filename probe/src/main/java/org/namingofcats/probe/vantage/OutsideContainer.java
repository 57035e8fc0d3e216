package org.namingofcats.probe.vantage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the agent outside the cluster: a container beside the nodes on their network, without a default route. Its port
 * is published on this machine's loopback, so that it is reached alike on Linux, macOS and WSL2.
 */
public final class OutsideContainer {
    private static final String LABEL = "org.namingofcats.cluster";

    private OutsideContainer() {}

    /**
     * Asks Docker for the container of a cluster.
     *
     * @param context kubeconfig context; kind calls it {@code kind-<cluster>}
     * @return where its agent listens; empty without Docker or container, which makes the outside checks skipped ones
     */
    public static Optional<URI> find(String context) {
        String cluster = context.startsWith("kind-") ? context.substring("kind-".length()) : context;
        return docker("ps", "--quiet", "--filter", "label=" + LABEL + "=" + cluster)
                .flatMap(id -> docker("port", id, "8082/tcp"))
                .map(address -> URI.create("http://" + address));
    }

    /** First line of what a docker command prints, empty if it fails or prints nothing. */
    private static Optional<String> docker(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? output.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
