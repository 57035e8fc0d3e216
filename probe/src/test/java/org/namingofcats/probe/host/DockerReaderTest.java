package org.namingofcats.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerReaderTest {
    private static final Spot.Node NODE = new Spot.Node("worker", "172.18.0.2");
    private final List<String> asked = new ArrayList<>();

    private DockerReader docker(String address) {
        return new DockerReader("worker", new Docker(command -> {
            String line = String.join(" ", command);
            asked.add(line);
            return line.startsWith("docker inspect") && line.contains("Networks")
                            ? address == null ? Reading.failed("no such object") : Reading.of(List.of(address + " "))
                    : line.startsWith("docker inspect") ? Reading.of(List.of("node:1"))
                    : line.startsWith("docker ps") ? Reading.of(List.of("c0ffee"))
                    : line.contains("lsns") ? Reading.of(List.of("4026531840     1", "4026533159 2341"))
                    : Reading.of(List.of("read"));
        }));
    }

    @Test
    void aNodeIsReadByDockerExec() {
        assertEquals(List.of("read"), docker("172.18.0.2").read(NODE, List.of("ip", "route", "get", "10.0.0.1; reboot")).lines());
        assertEquals("docker exec worker ip route get 10.0.0.1; reboot", asked.getLast(), "an argument stays one, no shell sees it");
    }

    @Test
    void aContainerOfThatNameWithAnotherAddressIsNotTheNode() {
        Reading reading = docker("172.19.0.9").read(NODE, List.of("conntrack"));
        assertTrue(reading.problem().contains("is not the node"), reading.problem());
        assertTrue(asked.stream().noneMatch(line -> line.startsWith("docker exec")), asked.toString());
    }

    @Test
    void aNodeThatIsNoContainerSaysSo() {
        assertEquals("node worker is no container of a Docker on this machine", docker(null).read(NODE, List.of("conntrack")).problem());
    }

    @Test
    void aPodIsEnteredByAProcessOfItsNamespace() {
        docker("172.18.0.2").read(new Spot.Pod(NODE, "4026533159"), List.of("ip", "route"));
        assertEquals("docker exec worker nsenter --target 2341 --net ip route", asked.getLast());
        Reading other = docker("172.18.0.2").read(new Spot.Pod(NODE, "402653315"), List.of("ip", "route"));
        assertTrue(other.problem().contains("no process in network namespace 402653315"), other.problem());
    }

    @Test
    void theContainerOutsideBorrowsTheNodesTools() {
        docker("172.18.0.5").read(new Spot.Outside(List.of("172.18.0.5")), List.of("ip", "neigh"));
        assertEquals("docker run --rm --pull never --network container:c0ffee --entrypoint ip node:1 neigh", asked.getLast());
        assertFalse(docker("172.18.0.6").read(new Spot.Outside(List.of("172.18.0.5")), List.of("ip", "neigh")).ok());
    }

    @Test
    void theContainerOutsideIsLookedForOnce() {
        DockerReader reader = docker("172.18.0.5");
        reader.read(new Spot.Outside(List.of("172.18.0.5")), List.of("ip", "route"));
        reader.read(new Spot.Outside(List.of("172.18.0.5")), List.of("ip", "neigh"));
        assertEquals(List.of(1L, 2L), List.of(asked.stream().filter(line -> line.startsWith("docker ps")).count(),
                asked.stream().filter(line -> line.startsWith("docker run")).count()));
    }

    /** Whether it is the node is found out once; as long as Docker has not said so, anew. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker inspect took longer than 15 s         | whether node worker is a container of this machine's Docker is not known: docker inspect took longer than 15 s
        docker inspect ended with 1: permission denied | whether node worker is a container of this machine's Docker is not known: docker inspect ended with 1: permission denied
        ''                                           | the container worker does not run""")
    void whatDockerDidNotSayOnceItMaySayTheNextTime(String first, String told) {
        Deque<Reading> said = new ArrayDeque<>(List.of(first.isEmpty() ? Reading.of(List.of(" ")) : Reading.failed(first), Reading.of(List.of("172.18.0.2 "))));
        DockerReader reader = new DockerReader("worker", new Docker(command -> command.contains("inspect") ? said.pop() : Reading.of(List.of("read"))));
        assertEquals(told, reader.read(NODE, List.of("conntrack")).problem());
        assertEquals(List.of("read"), reader.read(NODE, List.of("conntrack")).lines());
        assertEquals(List.of("read"), reader.read(NODE, List.of("conntrack")).lines(), "and it is not asked again");
    }

    @Test
    void aContainerOutsideThatDockerDoesNotTellOfIsLookedForAgain() {
        Deque<Reading> said = new ArrayDeque<>(List.of(Reading.failed("docker inspect took longer than 15 s"), Reading.of(List.of("172.18.0.5 "))));
        DockerReader reader = new DockerReader("worker", new Docker(command -> command.contains("ps") ? Reading.of(List.of("c0ffee"))
                : command.toString().contains("Networks") ? said.pop() : Reading.of(List.of("node:1"))));
        Spot.Outside outside = new Spot.Outside(List.of("172.18.0.5"));
        assertEquals("docker inspect took longer than 15 s", reader.read(outside, List.of("ip", "route")).problem());
        assertTrue(reader.read(outside, List.of("ip", "route")).ok());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker inspect ended with 1: Error response from daemon: No such container: worker", "docker cannot be run here"})
    void whatDockerSaysIsNotThereIsNotAskedForAgain(String problem) {
        DockerReader reader = new DockerReader("worker", new Docker(command -> {
            asked.add(String.join(" ", command));
            return Reading.failed(problem);
        }));
        for (int i = 0; i < 2; i++) {
            assertEquals("node worker is no container of a Docker on this machine", reader.read(NODE, List.of("conntrack")).problem());
        }
        assertEquals(1, asked.size());
    }
}
