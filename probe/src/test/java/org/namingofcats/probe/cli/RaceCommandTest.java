package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.race.Drain;
import org.namingofcats.probe.race.GracefulDelete;
import org.namingofcats.probe.race.RaceTable;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** Races of a lab that is not there, whose report may not be written. */
class RaceCommandTest {
    private static final ProbeException FULL = new ProbeException(ExitCode.USAGE, "the report cannot be written", "free that place");

    private final StringWriter out = new StringWriter();

    private int make(RuntimeException look, Consumer<List<Raced>> keep) {
        Racer racer = new Racer(null, "cats", new ObjectMapper(), () -> {
            throw look;
        }, List::of, new Racer.Pace(50, 5_000, null), mark -> { }, Duration.ZERO);
        return RaceCommand.make(List.of(new GracefulDelete(), new Drain()), racer, new RaceTable(new PrintWriter(out)), keep);
    }

    private static RuntimeException notReady() {
        return new ProbeException(ExitCode.NOTHING_RAN, "no pod of the lab is ready", "wait");
    }

    /** A disk that is full while the first is made. */
    @Test
    void whatCannotBeKeptEndsNeitherTheOthersNorTheVerdict() {
        ProbeException told = assertThrows(ProbeException.class, () -> make(notReady(), races -> {
            throw FULL;
        }));
        assertEquals(ExitCode.INCONCLUSIVE, told.exitCode());
        assertEquals(FULL.getMessage(), told.getMessage());
        assertTrue(out.toString().contains("INCONCLUSIVE graceful-delete") && out.toString().contains("INCONCLUSIVE drain")
                && out.toString().contains("0 passed, 0 failed, 0 skipped, 2 inconclusive"), out::toString);
        assertEquals(ExitCode.UNREACHABLE, assertThrows(ProbeException.class, () -> make(new KubernetesClientException("Connection refused"), races -> {
            throw FULL;
        })).exitCode());
    }

    /** A disk that somebody has freed meanwhile. */
    @Test
    void whatIsKeptInTheEndIsNoTrouble() {
        List<Integer> kept = new ArrayList<>();
        assertEquals(ExitCode.INCONCLUSIVE, make(notReady(), races -> {
            kept.add(races.size());
            if (races.size() == 1) {
                throw FULL;
            }
        }));
        assertEquals(List.of(1, 2), kept);
    }
}
