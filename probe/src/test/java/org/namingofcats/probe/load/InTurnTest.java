package org.namingofcats.probe.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.RawServer;

/** A lane that measures: one request after the other by one thread, each timed from when it was due, one record each. */
@Timeout(60)
class InTurnTest {
    private static final long TELLING_NANOS = 5_000_000;

    private static LoadRequest request(String url, int perSecond, boolean keepAlive, int timeoutMillis) {
        return new LoadRequest("lane", url, Map.of(), perSecond, 1, keepAlive, timeoutMillis, true, true, 0, List.of(), null, null);
    }

    private static List<Sample> run(LoadRequest request) {
        return run(request, at -> { });
    }

    private static List<Sample> run(LoadRequest request, DoubleConsumer began) {
        List<Sample> samples = new ArrayList<>(); // no lock: all of them come from this thread
        int due = new Lane(request, target -> InetAddress.getByName(target.host()), new ObjectMapper()).run(began, samples::add);
        assertEquals(IntStream.range(0, due).boxed().toList(), samples.stream().map(Sample::number).toList(), "one record each, in turn");
        return samples;
    }

    private static List<Outcome> outcomes(List<Sample> samples) {
        return samples.stream().map(Sample::outcome).distinct().toList();
    }

    private static void answer(OutputStream out, String head, String lie) throws IOException {
        String body = "{\"nonce\":\"" + RawServer.nonce(head) + lie + "\",\"pod\":\"cat\"}";
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
    }

    private static RawServer workload(AtomicInteger connections, String lie) throws IOException {
        return new RawServer((socket, out, head) -> {
            connections.incrementAndGet();
            for (String next = head; ; next = RawServer.head(socket.getInputStream())) {
                answer(out, next, lie);
            }
        });
    }

    @Test
    void fourConnectionsCarryThemAllInTurnAndEachHasCarriedOneBefore() throws IOException {
        Map<Socket, List<String>> carried = new ConcurrentHashMap<>();
        try (RawServer server = new RawServer((socket, out, head) -> {
            for (String next = head; ; next = RawServer.head(socket.getInputStream())) {
                carried.computeIfAbsent(socket, any -> new CopyOnWriteArrayList<>()).add(RawServer.nonce(next));
                answer(out, next, "");
            }
        })) {
            assertEquals(List.of(Outcome.OK), outcomes(run(request(server.url(), 10, true, 10_000))));
            assertEquals(Set.of(List.of("lane--4", "lane-0", "lane-4", "lane-8"), List.of("lane--3", "lane-1", "lane-5", "lane-9"),
                    List.of("lane--2", "lane-2", "lane-6"), List.of("lane--1", "lane-3", "lane-7")), Set.copyOf(carried.values()));
        }
    }

    @Test
    void orEachHasItsOwn() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = workload(connections, "")) {
            List<Sample> samples = run(request(server.url(), 40, false, 10_000));
            assertEquals(List.of(Outcome.OK), outcomes(samples));
            assertEquals(40, connections.get());
            assertTrue(samples.stream().allMatch(sample -> sample.connect() > 0 && sample.connect() < sample.took()), samples::toString);
        }
    }

    @Test
    void orThereAreNoMoreThanWereWished() throws IOException {
        try (RawServer server = workload(new AtomicInteger(), "")) {
            assertEquals(7, run(new LoadRequest("lane", server.url(), Map.of(), 100, 1, true, 10_000, true, true, 7, List.of(), null, null)).size());
        }
    }

    /** Two servers by turns, each by connections of its own; of the answers of each the same share is looked at. */
    @Test
    void urlsTakeTurns() throws IOException {
        List<List<String>> heads = List.of(Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedList(new ArrayList<>()));
        try (RawServer one = RawServer.workload("cat", heads.get(0)::add); RawServer other = RawServer.workload("dog", heads.get(1)::add)) {
            List<Sample> samples = run(new LoadRequest("lane", one.url(), Map.of(), 400, 1, true, 10_000, true, true, 40, List.of(other.url()), null, null));
            assertEquals(List.of(Outcome.OK), outcomes(samples));
            for (int way = 0; way < 2; way++) {
                int first = way;
                List<String> nonces = heads.get(way).stream().map(RawServer::nonce).toList();
                assertEquals(IntStream.range(0, 20).mapToObj(i -> "lane-" + (2 * i + first)).toList(), nonces.subList(InTurn.ABREAST, nonces.size()));
            }
            assertEquals(Map.of(0, "cat", 1, "dog", 16, "cat", 17, "dog", 32, "cat", 33, "dog"),
                    samples.stream().filter(sample -> sample.pod() != null).collect(Collectors.toMap(Sample::number, Sample::pod)));
        }
    }

    /** Ten lanes at most, since the machine may be late itself: the first request of one was sent when it was due. */
    @Test
    void toTellThatItBeginsDoesNotMakeTheFirstRequestLate() throws IOException {
        try (RawServer server = workload(new AtomicInteger(), "")) {
            List<Double> late = new ArrayList<>();
            do {
                late.add(run(new LoadRequest("lane", server.url(), Map.of(), 100, 1, true, 10_000, true, true, 1, List.of(), null, null),
                        at -> LockSupport.parkNanos(TELLING_NANOS)).getFirst().late());
            } while (late.size() < 10 && late.getLast() >= TELLING_NANOS / 2e6);
            assertTrue(late.getLast() < TELLING_NANOS / 2e6, late::toString);
        }
    }

    /** It says that it begins then, and is over a period after its last request would have been followed by another. */
    @Test
    void whoHasAnAppointmentBeginsThenAndStaysQuietForAPeriodAfterwards() throws IOException {
        try (RawServer server = workload(new AtomicInteger(), "")) {
            double start = LoadRequest.millis(Instant.now()) + 3_000;
            double[] began = new double[1];
            assertEquals(1, run(new LoadRequest("lane", server.url(), Map.of(), 10, 1, true, 10_000, true, true, 1, List.of(), start, null), at -> began[0] = at).size());
            assertEquals(start, began[0], 0.001);
            assertTrue(LoadRequest.millis(Instant.now()) >= start + 200);
        }
    }

    @Test
    void theLongestHeadIsSentWhole() throws IOException {
        Map<String, String> headers = IntStream.range(0, 32).boxed().collect(Collectors.toMap(i -> "X-Long-" + i, i -> "a".repeat(256)));
        try (RawServer server = workload(new AtomicInteger(), "")) {
            assertEquals(List.of(Outcome.OK),
                    outcomes(run(new LoadRequest("lane", server.url() + "a".repeat(1_900), headers, 5, 1, true, 10_000, true, true, 0, List.of(), null, null))));
        }
    }

    /** Of ten answers nine are held back until the last was due: whoever waited for the others shows it. */
    @Test
    void whoWaitedForOthersIsTimedFromWhenItWasDue() throws IOException {
        try (RawServer server = new RawServer((socket, out, head) -> {
            for (String next = head; ; next = RawServer.head(socket.getInputStream())) {
                if (RawServer.nonce(next).equals("lane-0")) {
                    Thread.sleep(1_000); // all ten are due within it
                }
                answer(out, next, "");
            }
        })) {
            List<Sample> samples = run(request(server.url(), 10, true, 30_000));
            assertEquals(List.of(Outcome.OK), outcomes(samples));
            for (Sample sample : samples) {
                assertTrue(sample.took() >= 999 - 100 * sample.number(), sample + " was due while the first one kept the server");
                assertTrue(sample.number() == 0 || sample.late() > 0, sample::toString);
            }
        }
    }

    @Test
    void oneInEightIsLookedAt() throws IOException {
        try (RawServer server = workload(new AtomicInteger(), "0")) {
            List<Sample> samples = run(request(server.url(), 40, true, 10_000));
            assertEquals(List.of(0, 8, 16, 24, 32), samples.stream().filter(sample -> sample.outcome() == Outcome.WRONG_ANSWER).map(Sample::number).toList());
            assertEquals(35, samples.stream().filter(Sample::answered).count());
        }
    }

    @Test
    void silenceIsATimeOut() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out, head) -> over.await())) {
            List<Sample> samples = run(request(server.url(), 3, true, 200));
            assertEquals(List.of(Outcome.TIMEOUT), outcomes(samples));
            assertEquals("no answer within 200 ms", samples.getFirst().why());
            over.countDown();
        }
    }

    @Test
    void aCutConnectionAndHalfAnAnswerAreResetsAndNobodyListeningARefusal() throws IOException {
        try (RawServer server = new RawServer((socket, out, head) -> socket.setSoLinger(true, 0))) {
            assertEquals(List.of(Outcome.RESET), outcomes(run(request(server.url(), 5, true, 10_000))));
        }
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"nonce\":")) {
            assertEquals(List.of(Outcome.RESET), outcomes(run(request(server.url(), 5, true, 10_000))));
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertEquals(List.of(Outcome.REFUSED), outcomes(run(request("http://127.0.0.1:" + port + "/", 5, false, 10_000))));
    }
}
