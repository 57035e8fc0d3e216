package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;

/** What a person reads of an expectation; the path's tests have the rest of it. */
class ExpectationTest {
    @Test
    void aServiceThatSelectsNobodySaysSo() {
        assertEquals("answer of service-b, of which no pod is ready, source address kept",
                new Answer("service-b", List.of(Set.of()), null, Source.KEPT, true).text());
    }
}
