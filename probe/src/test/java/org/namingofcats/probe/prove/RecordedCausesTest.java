package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.workbook.incident.Incident;

/** What each mutation made the checks say in a real cluster, and other things that they say. */
@QuarkusTest
class RecordedCausesTest {

    @Inject
    @All
    List<Mutation> mutations;

    private final Map<String, List<CheckResult>> recorded = new HashMap<>();

    @BeforeEach
    void read() throws IOException {
        try (InputStream causes = getClass().getResourceAsStream("/recorded-causes.txt")) {
            new String(causes.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(":? ", 3))
                    .forEach(part -> recorded.computeIfAbsent(part[0], name -> new ArrayList<>()).add(failed(part[1], part[2])));
        }
    }

    private static CheckResult failed(String id, String reason) {
        return new CheckResult(id, "p", "outside", null, null, null, Verdict.FAIL, reason, Evidence.NONE, null);
    }

    @Test
    void whatTheChecksSaidIsWhatTheyMustSay() {
        assertEquals(mutations.stream().map(Mutation::name).collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>(recorded.keySet()));
        mutations.forEach(mutation -> recorded.get(mutation.name()).forEach(failed ->
                assertTrue(mutation.concerns(failed.id()) && mutation.isCauseOf(failed), () -> mutation.name() + ": " + failed)));
    }

    /** Failures that no mutation brings about, among them that of an agent, of a workload that is too slow and of a cluster that is not well. */
    @Test
    void whatTheySayOfSomethingElseIsNot() {
        List<String> others = List.of("", "outside → http://172.18.0.2/: RESET at 172.18.0.2:80: the connection was closed without an answer",
                "outside → http://172.18.0.2/: OTHER at 172.18.0.2:80: not HTTP", "outside → http://172.18.0.2/: HTTP 500 at 172.18.0.2:80",
                "pod:worker → http://10.96.0.2/: a 200 without a passport: somebody else answered",
                "pod:worker → http://10.96.0.2/: 2 of 3 requests were as expected",
                "pod:worker → http://10.96.0.2/: ready, but never answered in 12 requests: service-b-1",
                "pod:worker → http://10.96.0.2/: service-b-1 saw 10.244.2.8 (somebody unknown) instead of the client's 10.244.2.9");
        mutations.forEach(mutation -> recorded.get(mutation.name()).forEach(failed -> others.forEach(other ->
                assertFalse(mutation.isCauseOf(failed.but(Verdict.FAIL, other)), () -> mutation.name() + " takes for its own: " + other))));
    }

    /** Page 12 goes through it with the learner: one more to choose from must not be the third. */
    @Test
    void theIncidentOfPage12IsTheSame() {
        assertEquals("service-selects-the-wrong-pods", Incident.choose(mutations.stream().filter(mutation -> !mutation.staged()).toList(), 3).name());
    }
}
