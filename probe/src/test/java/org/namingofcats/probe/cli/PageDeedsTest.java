package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.page.Feed;
import org.namingofcats.probe.page.Shown;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.RaceRun;
import org.namingofcats.probe.race.Scene;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.watch.Stop;

/** What was found is on the page, whether it could be written or not. */
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(120)
class PageDeedsTest {
    KubernetesClient client;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Feed feed = new Feed(json);
    private MortalCluster cluster;
    private PageDeeds deeds;

    static final class Nowhere implements NetworkPath {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public int rung() {
            return 1;
        }

        @Override
        public List<Check> checks(Lab lab) {
            return List.of(new Check.Skipped("nowhere/to-go", "outside", "there is nothing there"));
        }
    }

    private static final class Nothing implements RaceExperiment {
        @Override
        public About about() {
            return new About("nothing", 1, "that nothing happens");
        }

        @Override
        public Optional<String> missing(Scene scene) {
            return Optional.of("there is nothing to do");
        }

        @Override
        public void make(Scene scene) {
            throw new IllegalStateException("it was missing");
        }

        @Override
        public List<String> judge(RaceRun run) {
            return List.of();
        }
    }

    @BeforeEach
    void begin() throws IOException {
        cluster = new MortalCluster(client, Integer.MAX_VALUE);
        cluster.choose(folder);
        ClusterOptions options = new ClusterOptions();
        options.context = "mortal";
        options.namespace = "naming-of-cats";
        Path file = Files.writeString(folder.resolve("file"), "no folder can be here");
        deeds = new PageDeeds(options, List.of(new Nowhere()), List.of(), new RaceCourse(List.of(new Nothing()), List.of(), json), false, file, feed);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private JsonNode shown(String topic) {
        List<JsonNode> all = Shown.by(feed, topic);
        assertEquals(1, all.size(), topic);
        return all.getFirst();
    }

    private static void assertTold(Throwable told) {
        assertTrue(told.getMessage().startsWith("the report cannot be written to "), told.getMessage());
        assertEquals(1, told.getMessage().lines().count());
    }

    @Test
    void aVerificationThatCannotBeWrittenIsShown() throws IOException {
        assertTold(assertThrows(ProbeException.class, () -> deeds.verify(new Stop())));
        assertEquals("false", shown("check").get("provisional").toString());
        assertEquals(1, shown("report").get("summary").get("skipped").asInt());
    }

    @Test
    void aRaceThatCannotBeWrittenIsShown() throws IOException {
        assertTold(assertThrows(ProbeException.class, () -> deeds.race("nothing", new Stop())));
        assertEquals("SKIPPED", shown("race").get("verdict").asText());
    }
}
