package org.namingofcats.probe.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once, and never with a stack trace. */
class PutBackTest {
    @Test
    void onceOnly() {
        AtomicInteger times = new AtomicInteger();
        PutBack putBack = new PutBack("it", times::incrementAndGet);
        putBack.now();
        putBack.now();
        assertEquals(1, times.get());
    }

    @Test
    @Timeout(20)
    void whoComesSecondWaitsForTheFirst() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean through = new AtomicBoolean();
        PutBack putBack = new PutBack("it", () -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            through.set(true);
        });
        Thread first = Thread.ofPlatform().start(putBack::now);
        begun.await();
        AtomicBoolean seen = new AtomicBoolean();
        Thread second = Thread.ofPlatform().start(() -> {
            putBack.now();
            seen.set(through.get());
        });
        while (second.getState() != Thread.State.BLOCKED && second.isAlive()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        second.join();
        first.join();
        assertTrue(seen.get(), "it came back while the first was at it");
    }

    @Test
    void whatGoesWrongIsTheCallersToTell() {
        PutBack putBack = new PutBack("it", () -> {
            throw new IllegalStateException("gone");
        });
        assertThrows(IllegalStateException.class, putBack::now);
        putBack.now(); // not again
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"forgotten|put back", "fails|probe: the cat stays behind: gone", "done|put back"})
    void atTheEndOfTheProcess(String how, String told) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Ends.class.getName(), how).redirectErrorStream(true).start();
        assertEquals(List.of(told), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }

    /** Quarkus tells of the end while the clients still work that are to put things back. */
    @Test
    void whenQuarkusStopsAllOfThemAreMade() throws NoSuchMethodException {
        AtomicInteger times = new AtomicInteger();
        PutBack done = new PutBack("done", times::incrementAndGet);
        done.now();
        new PutBack("one", times::incrementAndGet);
        new PutBack("the cat", () -> {
            throw new IllegalStateException("gone");
        });
        new PutBack("other", times::incrementAndGet);
        PutBack.AtShutdown quarkus = new PutBack.AtShutdown();
        assertTrue(Said.by(() -> quarkus.stop(null)).lines().toList().contains("probe: the cat stays behind: gone"));
        assertEquals(3, times.get());
        quarkus.stop(null);
        assertEquals(3, times.get(), "once only");
        assertTrue(PutBack.AtShutdown.class.getDeclaredMethod("stop", ShutdownEvent.class).getParameters()[0].isAnnotationPresent(Observes.class));
    }

    /** Ends without having put anything back, or after that. */
    static final class Ends {
        public static void main(String[] how) {
            PutBack putBack = new PutBack("the cat", () -> {
                if (how[0].equals("fails")) {
                    throw new IllegalStateException("gone\nand more");
                }
                System.out.println("put back");
            });
            if (how[0].equals("done")) {
                putBack.now();
            }
        }
    }
}
