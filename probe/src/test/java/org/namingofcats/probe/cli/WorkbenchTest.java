package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;

class WorkbenchTest {

    /** What is broken on an experiment's stage is nothing that a learner could find: the lab is well. */
    @Test
    void anIncidentIsOfTheLab() {
        Mutation lab = Mutation.of("lab", target -> { }, target -> { }, Sign.of("p/x", "because"));
        Mutation stage = Mutation.ofStage("stage", target -> { }, target -> { }, Sign.of("p/y", "because"));
        assertEquals(List.of(lab), new Workbench(List.of(), List.of(), List.of(stage, lab), new ObjectMapper()).mutations());
    }
}
