package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.load.Sample;

/** What a round's requests came to, as an agent and as the client in C tell it. */
class SendersTest {

    @Test
    void anAgentsMillisecondsAreNanosecondsAgain() {
        Shots shots = AgentSender.shots(List.of(new Sample(0, 0, 0.000041, 0.312345, Outcome.OK, "cat", null),
                new Sample(1, 2.5, 0, 0.4, Outcome.OK, null, null, 0.098765)));
        assertArrayEquals(new long[] {312_345, 400_000}, shots.took());
        assertEquals(Set.of("cat"), shots.pods());
        assertArrayEquals(new long[] {98_765}, shots.connects(), "of the one that had a connection of its own");
        assertTrue(shots.isWhole());
    }

    @Test
    void anAgentsFailureIsNoTime() {
        Shots shots = AgentSender.shots(List.of(new Sample(0, 0, 0, 5_000, Outcome.TIMEOUT, null, "no answer"), new Sample(1, 0, 0, 1, Outcome.OK, "cat", null)));
        assertArrayEquals(new long[] {1_000_000}, shots.took());
        assertEquals("TIMEOUT, no answer", shots.why());
        assertFalse(shots.isWhole());
    }

    @Test
    void theClientInCPrintsALineARequest() {
        Shots shots = FloorSender.shots(Reading.of(List.of("48 72856", "41 83005")));
        assertArrayEquals(new long[] {72_856, 83_005}, shots.took());
        assertTrue(shots.isWhole());
        assertFalse(FloorSender.shots(Reading.of(List.of("48 72856", "41 -1"))).isWhole());
    }

    @Test
    void whatIsNoTimeBreaksTheRound() {
        assertEquals("no such container", FloorSender.shots(Reading.failed("no such container")).why());
        assertFalse(FloorSender.shots(Reading.of(List.of("Segmentation fault"))).isWhole());
        assertFalse(FloorSender.shots(Reading.of(List.of())).isWhole());
    }
}
