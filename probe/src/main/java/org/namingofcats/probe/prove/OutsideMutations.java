package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The container outside learns a way to addresses that mean nothing there. */
@Singleton
class OutsideMutations {

    /** Adds or deletes a route by a node in the network namespace of the container outside. */
    private static Consumer<Target> route(String verb, String address) {
        return target -> {
            String cluster = target.context().replaceFirst("^kind-", "");
            String first = target.lab().nodes().getFirst().name();
            String image = output(List.of("docker", "inspect", "-f", "{{.Config.Image}}", first));
            output(List.of("docker", "run", "--rm", "--network", "container:" + cluster + "-outside", "--cap-add", "NET_ADMIN",
                    "--entrypoint", "ip", image, "route", verb, address, "via", target.lab().nodes().getFirst().ip()));
        };
    }

    /** Output of a command; what it writes on standard error is left out, a route that is not there is no error when mending. */
    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String text = new String(process.getInputStream().readAllBytes()).strip();
            process.waitFor();
            return text;
        } catch (IOException e) {
            throw new IllegalStateException("docker cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Produces
    @Singleton
    Mutation wayToServices() {
        return Mutation.of("outside-has-a-way-to-services", route("replace", "10.96.0.0/16"), route("del", "10.96.0.0/16"),
                "cluster-ip/service-[ab]-closed-to-outside");
    }

    @Produces
    @Singleton
    Mutation wayToPods() {
        return Mutation.of("outside-has-a-way-to-pods", route("replace", "10.244.0.0/16"), route("del", "10.244.0.0/16"),
                "pod-ip/closed-to-outside", "localhost/sidecar-closed-to-outside");
    }
}
