package org.namingofcats.probe.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.Admission;
import org.namingofcats.probe.agent.RawServer;

/** Every request that was due is sent, whatever became of the ones before it, and each has one record of how it ended. */
@Timeout(60)
class LaneTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Admission ADMITTED = target -> InetAddress.getByName(target.host());

    private static LoadRequest request(String url, int perSecond, boolean keepAlive, int timeoutMillis) {
        return new LoadRequest("lane", url, Map.of(), perSecond, 1, keepAlive, timeoutMillis, true, null);
    }

    /** Runs a lane of one second; its samples by number. */
    private static List<Sample> run(LoadRequest request) {
        ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
        assertEquals(request.perSecond() * request.seconds(), new Lane(request, ADMITTED, JSON).run(at -> { }, samples::add));
        List<Sample> sorted = samples.stream().sorted(Comparator.comparing(Sample::number)).toList();
        assertEquals(IntStream.range(0, request.perSecond() * request.seconds()).boxed().toList(),
                sorted.stream().map(Sample::number).toList(), "one record each");
        return sorted;
    }

    private static List<Outcome> outcomes(List<Sample> samples) {
        return samples.stream().map(Sample::outcome).distinct().toList();
    }

    private static String nonce(String head) {
        return head.lines().filter(line -> line.toLowerCase().startsWith("x-lab-nonce: ")).map(line -> line.substring(13))
                .reduce((a, b) -> { throw new AssertionError("two nonces in " + head); }).orElseThrow();
    }

    private static void answer(OutputStream out, String nonce, String more) throws IOException {
        String body = "{\"nonce\":\"" + nonce + "\",\"pod\":\"cat\"}";
        out.write(("HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
    }

    /** Answers each request on a connection with the passport that belongs to it, until the client closes. */
    private static RawServer workload(AtomicInteger connections) throws IOException {
        return new RawServer((socket, out, head) -> {
            connections.incrementAndGet();
            for (String next = head; ; next = RawServer.head(socket.getInputStream())) {
                answer(out, nonce(next), "");
            }
        });
    }

    @Test
    void newConnectionsAreOneARequest() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = workload(connections)) {
            List<Sample> samples = run(request(server.url(), 50, false, 10_000));
            assertEquals(List.of(Outcome.OK), outcomes(samples));
            assertEquals(List.of("cat"), samples.stream().map(Sample::pod).distinct().toList());
            assertEquals(50, connections.get());
            assertEquals(980, samples.getLast().at(), "the last of 50 a second");
        }
    }

    /** Thousands of samples wait to be told, each with a name that whoever answers has given himself. */
    @Test
    void whoAnswersIsQuotedInPart() throws IOException {
        try (RawServer server = RawServer.workload("\\ud800" + "x".repeat(60_000))) {
            for (Sample sample : run(request(server.url(), 10, false, 20_000))) {
                assertTrue(sample.pod().startsWith("\uFFFDxxx") && sample.pod().length() < 300, sample::toString);
            }
        }
    }

    @Test
    void keptConnectionsCarryManyRequests() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = workload(connections)) {
            assertEquals(List.of(Outcome.OK), outcomes(run(request(server.url(), 50, true, 10_000))));
            assertTrue(connections.get() < 50, "each had a connection of its own"); // how few depends on how busy the machine is
        }
    }

    /** A closed loop would never have a second request under way: all ten are, before any has been answered. */
    @Test
    void aSlowServerMeetsAsManyRequestsAsAFastOne() throws IOException {
        CyclicBarrier all = new CyclicBarrier(10);
        try (RawServer server = new RawServer((socket, out, head) -> {
            all.await();
            answer(out, nonce(head), "");
        })) {
            List<Sample> samples = run(request(server.url(), 10, true, 30_000));
            assertEquals(List.of(Outcome.OK), outcomes(samples));
            // They all end together, so who was due first has waited longest: timed from when it was due.
            for (int i = 1; i < samples.size(); i++) {
                assertTrue(samples.get(i - 1).took() > samples.get(i).took(), samples::toString);
            }
        }
    }

    @Test
    void halfAnAnswerIsAReset() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"nonce\":")) {
            assertEquals(List.of(Outcome.RESET), outcomes(run(request(server.url(), 5, true, 10_000))));
        }
    }

    @Test
    void aCutConnectionIsAReset() throws IOException {
        try (RawServer server = new RawServer((socket, out, head) -> socket.setSoLinger(true, 0))) {
            assertEquals(List.of(Outcome.RESET), outcomes(run(request(server.url(), 5, false, 10_000))));
        }
    }

    @Test
    void silenceIsATimeOut() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out, head) -> over.await())) {
            List<Sample> samples = run(request(server.url(), 5, true, 1_500));
            assertEquals(List.of(Outcome.TIMEOUT), outcomes(samples));
            assertEquals("no answer within 1500 ms", samples.getFirst().why());
            assertTrue(samples.stream().noneMatch(Sample::cameByKeptConnection), "each had to open one: " + samples);
            over.countDown();
        }
    }

    /** What a lane that keeps connections loses on one that it had to open says nothing of those that it kept. */
    @Test
    void whatIsLostOnAKeptConnectionIsToldFromWhatIsLostOnAnotherOne() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer((socket, out, head) -> {
            if (connections.incrementAndGet() > 1) {
                answer(out, nonce(head), "");
                RawServer.head(socket.getInputStream());
            }
        })) {
            List<Sample> lost = run(request(server.url(), 5, true, 10_000)).stream().filter(sample -> !sample.answered()).toList();
            assertEquals(List.of(Outcome.RESET), outcomes(lost));
            assertFalse(lost.getFirst().cameByKeptConnection(), "the first of all: " + lost);
            assertTrue(lost.stream().skip(1).allMatch(Sample::cameByKeptConnection) && lost.size() > 1, "second ones: " + lost);
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertEquals(List.of(Outcome.REFUSED), outcomes(run(request("http://127.0.0.1:" + port + "/", 5, false, 10_000))));
    }

    @Test
    void anotherStatusIsNoAnswerAndSaysWhoGaveIt() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")) {
            List<Sample> samples = run(request(server.url(), 5, false, 10_000));
            assertEquals(List.of(Outcome.HTTP_ERROR), outcomes(samples));
            assertEquals("HTTP 503, by no workload", samples.getFirst().why());
        }
    }

    @Test
    void anAnswerToAnotherRequestIsWrong() throws IOException {
        try (RawServer server = new RawServer((socket, out, head) -> answer(out, nonce(head) + "0", ""))) {
            List<Sample> samples = run(request(server.url(), 5, false, 10_000));
            assertEquals(List.of(Outcome.WRONG_ANSWER), outcomes(samples));
            assertEquals("the answer to lane-00", samples.getFirst().why());
        }
    }

    /** As where a Service still leads to an address that has come to be another workload's pod. */
    @Test
    void anAnswerOfAnotherWorkloadIsWrong() throws IOException {
        try (RawServer server = new RawServer((socket, out, head) -> {
            String body = "{\"nonce\":\"" + nonce(head) + "\",\"pod\":\"cat\",\"service\":\"service-a\"}";
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes());
        })) {
            List<Sample> another = run(new LoadRequest("lane", server.url(), Map.of(), 5, 1, false, 10_000, true, "service-b"));
            assertEquals(List.of(Outcome.WRONG_ANSWER), outcomes(another));
            assertEquals("answered by cat of service-a", another.getFirst().why());
            assertEquals(List.of(Outcome.OK), outcomes(run(new LoadRequest("lane", server.url(), Map.of(), 5, 1, false, 10_000, true, "service-a"))));
        }
    }

    @Test
    void whoeverHasNoPassportIsWrongUnlessNobodyAskedForOne() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            assertEquals(List.of(Outcome.WRONG_ANSWER), outcomes(run(request(server.url(), 5, false, 10_000))));
            List<Sample> plain = run(new LoadRequest("lane", server.url(), null, 5, 1, false, 10_000, false, null));
            assertEquals(List.of(Outcome.OK), outcomes(plain));
            assertNull(plain.getFirst().why());
        }
    }

    /** What a graceful stop rests on: who is told that the connection ends takes another one, and nothing is lost. */
    @Test
    void aConnectionThatIsSaidToEndIsNotUsedAgain() throws IOException {
        AtomicInteger again = new AtomicInteger();
        try (RawServer server = new RawServer((socket, out, head) -> {
            answer(out, nonce(head), "Connection: close\r\n");
            again.addAndGet(socket.getInputStream().read() < 0 ? 0 : 1); // waits for the client to close
        })) {
            assertEquals(List.of(Outcome.OK), outcomes(run(request(server.url(), 20, true, 10_000))));
            assertEquals(0, again.get(), "requests on a connection that was said to end");
        }
    }

    /** The server closes without a word while nothing is under way, as after an idle time; the client looks first. */
    @Test
    void aConnectionThatWasClosedWhileIdleIsNotUsed() throws IOException {
        List<Socket> seen = new ArrayList<>();
        try (RawServer server = new RawServer((socket, out, head) -> {
            seen.add(socket);
            answer(out, nonce(head), ""); // and the connection is closed behind it
        })) {
            assertEquals(List.of(Outcome.OK), outcomes(run(request(server.url(), 4, true, 10_000))));
            assertEquals(4, seen.size());
        }
    }

    @Test
    void moreThanItCanHoldIsNotSentAndSaidToBe() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out, head) -> over.await())) {
            Lane lane = new Lane(request(server.url(), 20, false, 30_000), ADMITTED, JSON, 3);
            ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
            assertEquals(20, lane.run(at -> { }, sample -> {
                samples.add(sample);
                if (samples.size() == 17) {
                    over.countDown();
                }
            }));
            List<Sample> unsent = samples.stream().filter(sample -> sample.outcome() == Outcome.OTHER).toList();
            assertEquals(17, unsent.size());
            assertEquals("not sent: 3 requests were under way", unsent.getFirst().why());
            assertEquals(3, server.requests().size());
        }
    }

    /** Whoever has to wait for his turn has waited: the clock does not start when he is let in. */
    @Test
    void aRequestThatIsSentLateIsTimedFromWhenItWasDue() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out, head) -> {
            over.await();
            answer(out, nonce(head), "");
        })) {
            Lane lane = new Lane(request(server.url(), 20, false, 30_000), ADMITTED, JSON, 1);
            ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
            lane.run(at -> { }, sample -> {
                samples.add(sample);
                if (sample.number() == 1) { // not sent, as one is under way; holding this up holds up the time-keeper
                    over.countDown();
                    LockSupport.parkNanos(400_000_000);
                }
            });
            Sample late = samples.stream().filter(sample -> sample.outcome() == Outcome.OK).max(Comparator.comparing(Sample::late)).orElseThrow();
            assertTrue(late.late() > 200 && late.took() >= late.late(), samples::toString);
            assertEquals(late.number() * 50, late.at());
        }
    }

    /** By the one clock that others tell the time by too: a request was sent before it was received, and answered after. */
    @Test
    void theLaneSaysWhenItBegan() throws IOException {
        AtomicReference<Double> began = new AtomicReference<>();
        Queue<Double> received = new ConcurrentLinkedQueue<>();
        Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        try (RawServer server = new RawServer((socket, out, head) -> {
            received.add(ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()) / 1e6);
            answer(out, nonce(head), "");
        })) {
            new Lane(request(server.url(), 20, false, 10_000), ADMITTED, JSON).run(began::set, samples::add);
        }
        List<Double> sent = samples.stream().map(sample -> began.get() + sample.at() + sample.late()).sorted().toList();
        List<Double> answered = samples.stream().map(sample -> began.get() + sample.at() + sample.took()).sorted().toList();
        List<Double> between = received.stream().sorted().toList();
        assertEquals(20, between.size());
        double slewed = 0.5; // milliseconds that the one clock is set right by within a second, at most
        for (int i = 0; i < 20; i++) {
            assertTrue(sent.get(i) - slewed < between.get(i) && between.get(i) < answered.get(i) + slewed, sent + " " + between + " " + answered);
        }
    }

    @Test
    void whereAnAgentDoesNotGoALaneDoesNot() {
        Admission nobody = target -> {
            throw new UnsupportedOperationException(target.host());
        };
        assertThrows(UnsupportedOperationException.class, () -> new Lane(request("http://10.0.0.1/", 5, false, 500), nobody, JSON));
        assertThrows(IllegalArgumentException.class, () -> new Lane(request("https://127.0.0.1/", 5, false, 500), ADMITTED, JSON));
    }

    @Test
    void stoppedMeansNoMoreRequestsAndARecordOfEachSent() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = workload(connections)) {
            Lane lane = new Lane(new LoadRequest("lane", server.url(), Map.of(), 50, 3_600, false, 10_000, true, null), ADMITTED, JSON);
            ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
            int due = lane.run(at -> { }, sample -> {
                samples.add(sample);
                if (sample.number() == 20) {
                    lane.stop();
                }
            });
            assertTrue(due > 20 && due < 3_600 * 50, () -> due + " were due");
            assertEquals(due, samples.size());
        }
    }
}
