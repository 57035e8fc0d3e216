package org.namingofcats.probe.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.trouble.Patience;

/** How long a service takes from its process's start to its first 200, in a container of this machine's Docker. */
final class StartTime {
    /** Looks once a millisecond, which is not worth a core. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), Duration.ofMillis(1));
    private static final int LOOK_MILLIS = 1_000;

    private final Docker docker;
    private final String label;
    private volatile PutBack removal;

    /** @param label of its containers, see {@link Docker#label} */
    StartTime(Docker docker, String label) {
        this.docker = docker;
        this.label = label;
    }

    /**
     * Milliseconds of one start.
     *
     * @param command instead of the image's own; empty for that
     * @throws BenchFailure when it does not come about
     */
    double millis(String image, List<String> command) {
        String name = "start-time-" + UUID.randomUUID();
        List<String> run = new ArrayList<>(List.of("run", "--detach", "--name", name, "--label", label, "--pull", "never", "--read-only", "--cap-drop", "ALL"));
        if (!command.isEmpty()) {
            run.addAll(List.of("--entrypoint", command.getFirst()));
        }
        run.add(image);
        run.addAll(command.subList(Math.min(1, command.size()), command.size()));
        removal = new PutBack("container " + name, () -> remove(name));
        try {
            Reading started = begin(run);
            if (!started.ok()) {
                throw new BenchFailure("a container of " + image + " does not start: " + started.problem());
            }
            Reading told = docker.run("inspect", "--format", "{{.State.StartedAt}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name);
            String[] words = told.ok() ? told.lines().getFirst().strip().split(" ") : new String[0];
            if (words.length != 2) {
                throw new BenchFailure("Docker does not tell when a container of " + image + " started: " + told.problem());
            }
            return Duration.between(Instant.parse(words[0]), firstAnswer(URI.create("http://" + words[1] + ":8080/"))).toNanos() / 1e6;
        } finally {
            removal.nowOrSay();
        }
    }

    /** Takes away the container that runs, if one does. */
    void stop() {
        if (removal != null) {
            removal.nowOrSay();
        }
    }

    /** Not while it is removed, nor the other way round: what is still being made cannot be removed. */
    private synchronized Reading begin(List<String> command) {
        return docker.run(command);
    }

    private synchronized void remove(String name) {
        docker.remove(List.of("rm", "--force", "--volumes", name), List.of("ps", "--all", "--quiet", "--filter", "name=" + name));
    }

    private static Instant firstAnswer(URI url) {
        return PATIENCE.until(() -> answered(url), Optional::isPresent)
                .orElseThrow(() -> new BenchFailure(url + " did not answer within " + PATIENCE.length().toSeconds() + " s"));
    }

    /** When it answered with 200; empty when it did not, as nobody listens yet. */
    private static Optional<Instant> answered(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(LOOK_MILLIS);
            connection.setReadTimeout(LOOK_MILLIS);
            return connection.getResponseCode() == 200 ? Optional.of(Instant.now()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
