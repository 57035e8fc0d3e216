package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
