package org.namingofcats.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTest {
    @Test
    void aToolHasADeadlineAndAReasonForFailing() {
        assertEquals("sleep 30 took longer than 1 s", Tool.run(1, List.of("sleep", "30")).problem());
        assertEquals("no-such-tool cannot be run here", Tool.run(1, List.of("no-such-tool")).problem());
        assertEquals("false ended with 1", Tool.run(5, List.of("false")).problem());
        assertEquals(List.of("a b"), Tool.run(5, List.of("echo", "a b")).lines());
        assertEquals("head -c 9000000 /dev/zero printed more than 8 MiB", Tool.run(5, List.of("head", "-c", "9000000", "/dev/zero")).problem());
    }
}
