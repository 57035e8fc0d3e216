package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The container outside is given a way, and loses it again, or somebody is told that it has not. */
class OutsideMutationsTest {
    private static final Target TARGET = new Target(null, "naming-of-cats", "kind-cats", SmallLab.with(request -> null));

    private final List<String> asked = new ArrayList<>();
    private Reading running = Reading.of(List.of("c0ffee"));
    private Reading changed = Reading.of(List.of());

    private final Mutation wayToPods = new OutsideMutations(new Docker(command -> {
        asked.add(String.join(" ", command));
        return command.contains("ps") ? running : command.contains("inspect") ? Reading.of(List.of("node:1")) : changed;
    })).wayToPods();

    private static void assertSaid(int exitCode, String part, Runnable deed) {
        ProbeException said = assertThrows(ProbeException.class, deed::run);
        assertEquals(exitCode, said.exitCode());
        assertTrue(said.getMessage().contains(part), said::getMessage);
    }

    @Test
    void aWayToEachPodAndNoneAfterwards() {
        wayToPods.apply().accept(TARGET);
        assertEquals(4, asked.stream().filter(line -> line.matches(".* --network container:c0ffee .* route replace 10\\.244\\..* via 172\\.18\\.0\\.2")).count());
        wayToPods.undo().accept(TARGET);
        assertTrue(asked.getLast().endsWith(" route flush proto boot"), asked::toString);
    }

    @Test
    void whereNobodyIsOutsideNothingCanBeBrokenAndNothingIs() {
        running = Reading.of(List.of());
        assertSaid(ExitCode.NOTHING_RAN, "no container is outside the cluster of context kind-cats: `make deploy` starts it", () -> wayToPods.apply().accept(TARGET));
        wayToPods.undo().accept(TARGET);
        assertTrue(asked.stream().noneMatch(line -> line.contains(" route ")), asked::toString);
    }

    @Test
    void whatDockerDoesNotDoIsSaid() {
        changed = Reading.failed("docker run ended with 125");
        assertSaid(ExitCode.FAILED, "cannot be changed: docker run ended with 125: remove that container", () -> wayToPods.apply().accept(TARGET));
        assertSaid(ExitCode.FAILED, "cannot be changed: docker run ended with 125: remove that container", () -> wayToPods.undo().accept(TARGET));
        running = Reading.failed("docker ps took longer than 15 s");
        assertSaid(ExitCode.FAILED, "docker ps took longer than 15 s", () -> wayToPods.undo().accept(TARGET));
    }
}
