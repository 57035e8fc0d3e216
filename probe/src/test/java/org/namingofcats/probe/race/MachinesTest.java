package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.DockerReader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Tool;

/** A node forgets connections by its own shell, which is this machine's here. */
class MachinesTest {
    private static void forget(String conntrack) {
        machines(command -> Tool.run(10, List.of("sh", "-c", conntrack + command.getLast()))).forget("worker", Set.of("10.0.0.1"));
    }

    private static Machines machines(Function<List<String>, Reading> inside) {
        Docker docker = new Docker(command -> command.contains("inspect") ? Reading.of(List.of("172.18.0.2 ")) : inside.apply(command));
        return new Machines(SmallLab.with(request -> null), new DockerReader("worker", docker));
    }

    /** A node that never had the tool is not asked to forget, so it cannot fail at it. */
    @Test
    void onlyOneThatHasTheToolCanForget() {
        assertTrue(machines(command -> Tool.run(10, List.of("echo", "conntrack v1.4.7"))).canForget("worker"));
        assertFalse(machines(command -> Tool.run(10, List.of("sh", "-c", "exit 127"))).canForget("worker"));
    }

    @Test
    void oneThatHasNoSuchConnectionIsFine() {
        assertDoesNotThrow(() -> forget("conntrack() { [ \"$1\" = --version ]; }; "));
    }

    @Test
    void oneThatCannotForgetSaysSo() {
        String why = assertThrows(SceneFailure.class, () -> forget("conntrack() { echo no such tool; return 127; }; ")).getMessage();
        assertTrue(why.contains("ended with 127"), why);
    }
}
