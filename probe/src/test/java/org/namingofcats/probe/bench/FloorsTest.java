package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Said;
import org.namingofcats.probe.host.Spot;

/** What is brought to a node goes again, or it is said that it did not. */
class FloorsTest {
    private static final Spot.Node NODE = new Spot.Node("worker", "172.18.0.2");
    private static final Reading GONE = Reading.failed("docker exec worker sh ended with 1: no such process");

    @TempDir
    Path folder;

    private final List<String> ran = new ArrayList<>();

    private Floors floors(Reader node) {
        Spot.Pod pod = new Spot.Pod(NODE, "4026");
        Floors floors = new Floors(node, new Docker(copy -> Reading.of(List.of())), pod, pod, URI.create("http://10.244.1.2:8080"));
        floors.start(folder, "{}");
        return floors;
    }

    /** A node that starts what it is told to, and takes it away as told. */
    private Reading node(List<String> command, Reading removal) {
        ran.add(String.join(" ", command));
        return command.getLast().contains("rm -rf") ? removal : Reading.of(List.of("42"));
    }

    @Test
    void theyAreEndedAndRemovedInOneGo() {
        Floors floors = floors((spot, command) -> node(command, Reading.of(List.of())));
        assertEquals("", Said.by(floors::close));
        assertEquals("sh -c kill 42 2> /dev/null; rm -rf /naming-of-cats-floor", ran.getLast());
    }

    @Test
    void whatCannotBeRemovedIsSaid() {
        Floors floors = floors((spot, command) -> node(command, GONE));
        assertEquals("probe: /naming-of-cats-floor of node worker stays behind: docker exec worker sh ended with 1: no such process\n", Said.by(floors::close));
    }

    @Test
    void whereNothingCouldBeBroughtNothingStaysBehind() {
        assertEquals("", Said.by(floors((spot, command) -> GONE)::close));
    }

    /** In the service's their CPU time would be counted as the service's, and a service that was started again is the newest JVM of its pod. */
    @Test
    @Timeout(60)
    void theyRunInTheAgentsControlGroupWhicheverJvmIsTheNewest() throws Exception {
        Process agent = jvm("agent");
        Process service = jvm("service");
        try {
            Process beside = new ProcessBuilder("sh", "-x", "../cluster/floor/beside.sh", "true").redirectErrorStream(true).start();
            String trace = new String(beside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(trace.contains("+ jvm=" + agent.pid() + "\n"), trace);
        } finally {
            agent.destroy();
            service.destroy();
        }
    }

    private static Process jvm(String last) throws IOException {
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Waits.class.getName(), last).start();
        jvm.getInputStream().read(); // it is there
        return jvm;
    }

    /** Is a JVM. */
    static final class Waits {
        public static void main(String[] none) throws InterruptedException {
            System.out.println("here");
            Thread.sleep(60_000);
        }
    }
}
