package org.namingofcats.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerTest {
    /** Both bear the cluster's name, so that make down finds them; only one is an agent. */
    @Test
    void aContainerOfABenchIsNotTheOneOutside() {
        List<List<String>> asked = new ArrayList<>();
        Docker docker = new Docker(command -> {
            asked.add(command);
            return Reading.of(command.contains("label=org.namingofcats.made-of") ? List.of("outside") : List.of("start-time", "outside"));
        });
        assertEquals(List.of("outside"), docker.outsiders("kind-cats").lines());
        assertEquals(List.of("outside"), docker.outsiders().lines());
        assertEquals("org.namingofcats.cluster=cats", Docker.label("kind-cats"));
        assertEquals("label=org.namingofcats.cluster=cats", asked.getFirst().getLast());
    }

    @Test
    void theOneOutsideThatDoesNotRunIsFoundByItsState() {
        List<String> asked = new ArrayList<>();
        Docker docker = new Docker(command -> {
            asked.add(String.join(" ", command));
            return Reading.of(List.of("cats-outside"));
        });
        assertEquals(Optional.of("cats-outside"), docker.stoppedOutside("kind-cats"));
        assertEquals(List.of("docker ps --all --format {{.Names}} --filter status=created --filter status=exited --filter status=dead"
                + " --filter label=org.namingofcats.made-of --filter label=org.namingofcats.cluster=cats"), asked);
        assertEquals(Optional.empty(), new Docker(command -> Reading.failed("no Docker")).stoppedOutside("kind-cats"));
    }
}
