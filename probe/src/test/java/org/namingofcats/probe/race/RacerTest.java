package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.RawServer;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.load.InProcessLine;
import org.namingofcats.probe.load.LoadRequest;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.vantage.Line;

/** A race with real lanes against one server of this process, which a test lets go wrong. */
@EnableKubernetesMockClient(crud = true)
@Timeout(120)
class RacerTest {
    private static final Lab LAB = new Lab(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    static KubernetesClient client;

    private RawServer server;
    private volatile boolean broken;
    private volatile String service = "service-b";
    private volatile Runnable endLane;
    private Lab lab = LAB;
    private Optional<String> missing = Optional.empty();
    private Supplier<List<String>> troubles = List::of;
    private volatile boolean lost;
    private volatile boolean away;
    private final List<String> undone = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new RawServer((socket, out, head) -> {
            String nonce = head.replaceAll("(?s).*X-Lab-Nonce: (\\S+).*", "$1");
            String body = broken ? "" : "{\"nonce\":\"" + nonce + "\",\"pod\":\"cat\",\"service\":\"" + service + "\"}";
            out.write(("HTTP/1.1 " + (broken ? 503 : 200) + " x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Raced race(Consumer<Scene> make) {
        return racer().race(experiment(make));
    }

    private Racer racer() {
        return new Racer(client, "naming-of-cats", new ObjectMapper(), () -> {
            if (away) {
                throw new KubernetesClientException("Connection refused");
            }
            return lab;
        }, () -> troubles.get(), new Racer.Pace(50, 20_000, null), mark -> { }, Duration.ZERO);
    }

    private RaceExperiment experiment(Consumer<Scene> make) {
        Agent agent = new Agent(Agent.Place.OUTSIDE, null, null, new InProcessLine());
        Agent mortal = new Agent(Agent.Place.OUTSIDE, null, null, new MortalLine());
        return new RaceExperiment() {
            @Override
            public About about() {
                return new About("test", 0, "that it works");
            }

            @Override
            public Optional<String> missing(Scene scene) {
                return missing;
            }

            @Override
            public List<Track> tracks(Scene scene) {
                return List.of(new Track("cluster-ip", false, agent, server.url(), Map.of(), "service-b"),
                        new Track("cluster-ip", true, mortal, server.url(), Map.of(), "service-b"));
            }

            @Override
            public void make(Scene scene) {
                make.accept(scene);
            }

            @Override
            public List<String> judge(RaceRun run) {
                return run.losses(Track::byService);
            }
        };
    }

    /** To an agent that is lost when a test says so. */
    private final class MortalLine implements Line {
        private final Line line = new InProcessLine();

        @Override
        public DialResult dial(DialRequest request) {
            return line.dial(request);
        }

        @Override
        public AgentIdentity identity() {
            return line.identity();
        }

        @Override
        public InputStream listen(String path, List<String> urls, Object body) {
            endLane = () -> line.end("/load/" + ((LoadRequest) body).lane() + "/end");
            return new FilterInputStream(line.listen(path, urls, body)) {
                @Override
                public int read(byte[] bytes, int from, int most) throws IOException {
                    if (lost) {
                        throw new IOException("Connection reset");
                    }
                    return super.read(bytes, from, most);
                }
            };
        }

        @Override
        public void end(String path) {
            if (lost) {
                throw new AgentUnreachable("Connection refused");
            }
            line.end(path);
        }
    }

    @Test
    void nothingHappensAndNothingIsLost() {
        Raced raced = race(scene -> scene.mark("nothing happens"));
        assertEquals(Verdict.PASS, raced.verdict(), raced::toString);
        assertEquals("that it works (asked: cluster-ip; %d requests or more in each lane)".formatted(raced.lanes().stream().mapToInt(LaneResult::sent).min().orElseThrow()),
                raced.reason());
        assertEquals(2, raced.lanes().size());
        raced.lanes().forEach(lane -> assertTrue(lane.sent() >= 100 && lane.answered() == lane.sent() && lane.lost() == 0, lane::toString));
        assertTrue(server.requests().size() >= raced.lanes().stream().mapToInt(LaneResult::sent).sum());
    }

    /** Nothing was lost where somebody asked; of the load balancer nobody can say that. */
    @Test
    void aPathThatNobodyIsThereToAskByMakesItNoResult() {
        lab = new Lab(List.of(), List.of(SmallLab.B1), List.of(new Lab.Service("door", "cats", "service-b", "LoadBalancer", "10.96.0.7", 80, 0, "172.18.255.3",
                false, SmallLab.ALL_B)), List.of(), List.of(), Map.of());
        Raced raced = race(scene -> scene.mark("nothing happens"));
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict(), raced::toString);
        assertTrue(raced.reason().startsWith("service-b was not asked by pod-ip: there is no agent inside; service-b was not asked by load-balancer: there is no"
                + " agent outside"), raced.reason());
    }

    @Test
    void whatIsLostFailsAndIsCountedToTheLastRequest() {
        Raced raced = race(scene -> {
            scene.mark("it breaks");
            broken = true;
            scene.watch(60); // a dozen that have ended before are told of only now
            broken = false;
            scene.recovered(track -> true, 60);
        });
        assertEquals(Verdict.FAIL, raced.verdict(), raced::toString);
        assertTrue(raced.reason().contains("cluster-ip, new to service-b lost "), raced::toString);
        raced.lanes().forEach(lane -> {
            assertTrue(lane.lost() >= 20, lane::toString);
            assertEquals(lane.sent(), lane.answered() + lane.lost());
            assertEquals(lane.lost(), lane.outcomes().get(Outcome.HTTP_ERROR));
            assertTrue(lane.outageMillis() > 0 && lane.outageMillis() <= 20 * lane.lost() + 20, lane::toString); // the one span or the longest of several
        });
    }

    /** As a load balancer's address that nobody outside asks. */
    @Test
    void whatNoLaneAsksIsNotBack() {
        Raced raced = race(scene -> scene.recovered(track -> track.path().equals("load-balancer"), 60));
        assertEquals(Verdict.FAIL, raced.verdict());
        assertEquals("no lane asks what should answer again", raced.reason());
    }

    @Test
    void whatIsLostBeforeAnythingWasDoneIsNoResult() {
        Raced raced = race(scene -> {
            broken = true;
            scene.watch(60);
            broken = false;
            scene.recovered(track -> true, 60);
            scene.mark("something happens");
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict(), raced::toString);
        assertTrue(raced.reason().startsWith("lost before anything was done: cluster-ip, new to service-b lost "), raced::reason);
    }

    /** A process that is killed makes its pod not ready: that explains what was lost, and where nothing was it is no news. */
    @Test
    void whatMayBeTheCauseIsToldWhereThereIsAnEffect() {
        assertFalse(race(scene -> {
            scene.mark("nothing happens");
            scene.suspect("a pod was not ready");
        }).remarks().contains("a pod was not ready"));
        assertTrue(race(scene -> {
            scene.suspect("a pod was not ready");
            scene.problem("something was lost");
        }).remarks().contains("a pod was not ready"));
    }

    @Test
    void whatDoesNotComeIsNamedAndWhatWasMeasuredIsKept() {
        Raced raced = race(scene -> {
            scene.mark("it breaks");
            scene.await("a cat", 0, () -> "dog", "cat"::equals);
        });
        assertEquals(Verdict.FAIL, raced.verdict());
        assertEquals("waited 0 s in vain for a cat", raced.reason());
        assertEquals(2, raced.lanes().size());
    }

    @Test
    void whatIsBrokenBeforeIsNoResult() {
        broken = true;
        Raced raced = race(scene -> {
            throw new AssertionError("nothing is done to a lab that does not answer");
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertTrue(raced.reason().startsWith("before anything was done: ") && raced.reason().contains("HTTP_ERROR"), raced::reason);
        raced.lanes().forEach(lane -> assertTrue(lane.lost() > 0 && lane.answered() == 0, lane::toString));
        assertEquals(2, raced.lanes().size());
    }

    @Test
    void changesAreTakenBackTheLastFirstAndOnce() {
        Raced raced = race(scene -> {
            scene.change(() -> { }, "take back 1", () -> undone.add("1"));
            Runnable two = scene.change(() -> { }, "take back 2", () -> undone.add("2"));
            scene.change(() -> { }, "take back 3", () -> undone.add("3"));
            two.run();
            two.run();
            throw new SceneFailure("cut off");
        });
        assertEquals(List.of("2", "3", "1"), undone);
        assertEquals("cut off", raced.reason());
    }

    /** A node that did not start within its deadline is started once more when all is over. */
    @Test
    void whatCouldNotBeTakenBackAtOnceIsTriedAgain() {
        Raced raced = race(scene -> scene.change(() -> { }, "start the node", () -> {
            undone.add("node");
            if (undone.size() == 1) {
                throw new SceneFailure("it takes too long");
            }
        }).run());
        assertEquals(List.of("node", "node"), undone);
        assertEquals("it takes too long", raced.reason());
    }

    @Test
    void anExperimentThatFailsItselfIsNoResultAndTakesItsChangesBack() {
        Raced raced = race(scene -> {
            scene.change(() -> { }, "take back", () -> undone.add("1"));
            List.of().getFirst();
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("the experiment itself failed: java.util.NoSuchElementException", raced.reason());
        assertEquals(List.of("1"), undone);
        assertEquals(2, raced.lanes().size(), "what was measured is kept");
        raced.lanes().forEach(lane -> assertTrue(lane.sent() >= 50 && lane.lost() == 0, lane::toString));
    }

    @Test
    void anAgentThatIsLostIsNoResultAndTakesNothingAlongThatWasTold() {
        Raced raced = race(scene -> {
            scene.mark("its agent dies");
            lost = true;
            scene.watch(10_000); // which nobody waits for in vain
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict(), raced::toString);
        assertTrue(raced.reason().matches("1 of 2 lanes were cut: agent outside was lost in the middle of lane race\\w+-1: Connection reset;"
                + " a lane has ended before its time"), raced::reason);
        assertNull(raced.lanes().getFirst().cut());
        assertTrue(raced.lanes().getLast().cut().contains("Connection reset"));
        raced.lanes().forEach(lane -> assertTrue(lane.sent() >= 50 && lane.lost() == 0, lane::toString));
    }

    /** A lane sends for an hour, and a race of a hundred rounds may take longer on a busy machine. */
    @Test
    void lanesWhoseTimeIsUpAreNoResult() {
        Raced raced = race(scene -> {
            scene.mark("round 99 of 100");
            endLane.run();
            scene.watch(10_000); // which nobody waits for in vain
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict(), raced::toString);
        assertEquals("it was not over when the lanes' hour was: choose fewer --rounds", raced.reason());
        raced.lanes().forEach(lane -> assertTrue(lane.sent() >= 50 && lane.lost() == 0 && lane.cut() == null, lane::toString));
    }

    /** By a rule that leads to an address which has come to be another workload's. */
    @Test
    void whatAnotherWorkloadAnswersIsLost() {
        Raced raced = race(scene -> {
            scene.mark("a pod's address is given to another");
            service = "service-a";
            scene.watch(60);
            service = "service-b";
            scene.recovered(track -> true, 60);
        });
        assertEquals(Verdict.FAIL, raced.verdict(), raced::toString);
        assertTrue(raced.reason().contains("(answered by cat of service-a)"), raced::reason);
    }

    @Test
    void aClusterThatIsGoneIsNoResultAndNothingElseIsBegun() {
        troubles = () -> {
            throw new AssertionError("nobody waits for a lab that cannot be looked at");
        };
        Racer racer = racer();
        assertEquals(Optional.empty(), racer.gone());
        Raced raced = racer.race(experiment(scene -> {
            scene.change(() -> { }, "bring DNS back", () -> {
                throw new KubernetesClientException("no way");
            });
            away = true;
            throw new KubernetesClientException("refused");
        }));
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("the cluster cannot be looked at any more: Connection refused; the lab is not whole again: could not bring DNS back: no way; before that: refused", raced.reason());
        assertEquals(2, raced.lanes().size());
        assertTrue(racer.gone().isPresent());
        int asked = server.requests().size();
        Raced next = racer.race(experiment(scene -> {
            throw new AssertionError("there is no cluster");
        }));
        assertEquals("it was not begun: the cluster cannot be looked at any more", next.reason());
        assertEquals(Verdict.INCONCLUSIVE, next.verdict());
        assertEquals(asked, server.requests().size());
    }

    @Test
    void aClusterThatGoesWhileTheLabIsLookedAtIsGone() {
        troubles = () -> {
            away = true;
            return List.of("the API server says: refused");
        };
        Raced raced = race(scene -> scene.mark("nothing happens"));
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("the cluster cannot be looked at any more: Connection refused; the lab is not whole again: the API server says: refused", raced.reason());
    }

    /** Of an etcd that elects a leader, for one. */
    @Test
    void anApiServerThatDoesNotDoWhatItIsAskedForIsNoResult() {
        Raced raced = race(scene -> {
            scene.mark("a pod is deleted");
            throw new KubernetesClientException("etcdserver: request timed out");
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("etcdserver: request timed out", raced.reason());
    }

    @Test
    void whatCannotBeTakenBackIsSaid() {
        Raced raced = race(scene -> {
            scene.change(() -> { }, "start the node", () -> undone.add("node"));
            scene.change(() -> { }, "bring DNS back", () -> {
                throw new IllegalStateException("no way");
            });
        });
        assertEquals(Verdict.FAIL, raced.verdict());
        assertEquals("the lab is not whole again: could not bring DNS back: no way", raced.reason());
        assertEquals(List.of("node"), undone, "the others are taken back all the same");
    }

    @Test
    void aLabThatIsNotWholeAfterwardsFails() {
        troubles = () -> List.of("pod-ip/from-node: TIMEOUT");
        Raced raced = race(scene -> { });
        assertEquals(Verdict.FAIL, raced.verdict());
        assertEquals("the lab is not whole again: pod-ip/from-node: TIMEOUT", raced.reason());
        assertEquals("the lab is not whole again: pod-ip/from-node: TIMEOUT; before that: it stays dark",
                race(scene -> scene.problem("it stays dark")).reason());
    }

    @Test
    void whatCannotBeHereIsSkippedWithItsReason() {
        missing = Optional.of("node x is no container of a Docker on this machine");
        Raced raced = race(scene -> {
            throw new AssertionError("it is skipped");
        });
        assertEquals(Verdict.SKIPPED, raced.verdict());
        assertEquals(missing.get(), raced.reason());
        assertEquals(List.of(), raced.lanes());
        assertEquals(List.of(), server.requests());
    }
}
