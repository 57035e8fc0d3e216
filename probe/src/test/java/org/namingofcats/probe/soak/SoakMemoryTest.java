package org.namingofcats.probe.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;

/** A soak that has not seen memory, or open files, does not say that they are flat. */
@EnableKubernetesMockClient
class SoakMemoryTest {
    KubernetesClient client;
    KubernetesMockServer server;

    private Footprints footprints() {
        return new Footprints(client, new ObjectMapper(), SmallLab.with(request -> null));
    }

    private static SoakReport report(double minutes, Footprints footprints) {
        return Soak.report(minutes, List.of(new SoakReport.Fault("kill", Verdict.PASS, "why", 1, 0)), 1, footprints, List.of(), List.of(), List.of());
    }

    private static void assertNothingLearnt(String reason, SoakReport report) {
        assertEquals(Verdict.INCONCLUSIVE, report.verdict());
        assertEquals(reason, report.reason());
    }

    private void tells(String node) {
        server.expect().withPath("/api/v1/nodes/" + node + "/proxy/stats/summary").andReturn(200, "{\"pods\":[]}").always();
    }

    private void forbids(String node) {
        server.expect().withPath("/api/v1/nodes/" + node + "/proxy/stats/summary")
                .andReturn(403, new StatusBuilder().withCode(403).withMessage("nodes is forbidden").build()).always();
    }

    /** Open files were looked at often enough. */
    private Footprints counted() {
        Footprints counted = footprints();
        counted.files().put("cats/b-1", SeriesTest.series(60, look -> 160));
        return counted;
    }

    @Test
    void oneThatIsTooShortSaysSo() {
        Footprints few = counted();
        few.memory().put("cats/b-1/service-b since noon", SeriesTest.series(7, look -> 80));
        assertNothingLearnt("nothing was learnt of memory: 1.5 minutes are too short to tell, choose a longer --minutes", report(1.5, few));
        few.memory().put("cats/b-2/service-b since noon", SeriesTest.series(8, look -> 80));
        assertEquals(Verdict.PASS, report(1.5, few).verdict());
    }

    @Test
    void containersThatNeverLivedForHalfOfItSaySo() {
        Footprints young = counted();
        young.memory().put("cats/b-1/service-b since noon", SeriesTest.series(40, look -> 80));
        assertNothingLearnt("nothing was learnt of memory: no container was looked at often enough", report(60, young));
    }

    @Test
    void openFilesThatWereHardlyLookedAtAreNotCalledFlat() {
        Footprints few = footprints();
        few.memory().put("cats/b-1/service-b since noon", SeriesTest.series(40, look -> 80));
        assertNothingLearnt("nothing was learnt of open files: no pod was looked at often enough", report(20, few));
        Series rare = new Series();
        IntStream.range(0, Series.FEWEST - 1).forEach(look -> rare.add(look / 18.0, 160));
        few.files().put("cats/b-1", rare);
        assertNothingLearnt("nothing was learnt of open files: no pod was looked at often enough", report(20, few));
        few.files().put("cats/b-1", SeriesTest.series(40, look -> 160));
        assertEquals(Verdict.PASS, report(20, few).verdict());
    }

    /** As on a cluster whose nodes are no containers of this machine's Docker: that is said, and no failure. */
    @Test
    void whereOpenFilesCannotBeCountedMemoryIsEnough() {
        List.of("worker", "worker2").forEach(this::tells);
        Footprints blind = footprints();
        blind.look();
        blind.memory().put("cats/b-1/service-b since noon", SeriesTest.series(40, look -> 80));
        SoakReport report = report(20, blind);
        assertEquals(Verdict.PASS, report.verdict(), report::reason);
        assertTrue(report.reason().contains("so open files were not counted"), report::reason);
    }

    @Test
    void whyAKubeletDoesNotTellIsSaid() {
        List.of("worker", "worker2").forEach(this::forbids);
        Footprints blind = footprints();
        blind.look();
        String reason = report(1, blind).reason();
        assertTrue(reason.startsWith("nothing was learnt of memory: node worker does not tell: ") && reason.contains("nodes is forbidden"), reason);
    }

    /** What the others' containers use says nothing of those on the node that is silent. */
    @Test
    void aNodeThatNeverTellsIsNotCalledFlat() {
        tells("worker");
        forbids("worker2");
        Footprints half = counted();
        half.look();
        half.memory().put("cats/b-1/service-b since noon", SeriesTest.series(40, look -> 80));
        SoakReport report = report(20, half);
        assertEquals(Verdict.INCONCLUSIVE, report.verdict());
        assertTrue(report.reason().startsWith("nothing was learnt of memory: node worker2 does not tell: "), report::reason);
    }

    /** It was being started again. */
    @Test
    void aNodeThatTellsLaterIsLookedAt() {
        server.expect().withPath("/api/v1/nodes/worker/proxy/stats/summary").andReturn(403, new StatusBuilder().withCode(403).build()).once();
        List.of("worker", "worker2").forEach(this::tells);
        Footprints late = footprints();
        late.look();
        assertEquals(1, late.untold().size());
        late.look();
        assertEquals(List.of(), late.untold());
    }
}
