package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine tells of itself, and when that is too much. */
class NoiseTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path proc;

    private static Noise.Level level(long stolen, long ticks, long pressure) {
        return Noise.between(new Noise.Mark(5, 10, 1_000, 7), new Noise.Mark(5 + SECOND, 10 + stolen, 1_000 + ticks, 7 + pressure));
    }

    @Test
    void readsWhatTheKernelWrites() throws IOException {
        Files.createDirectories(proc.resolve("pressure"));
        Files.writeString(proc.resolve("stat"), "cpu  53880 2581 17356 18136 337 0 167 137 9 9\ncpu0 1 2 3\n");
        Files.writeString(proc.resolve("pressure/cpu"), "some avg10=55.97 avg60=70.43 avg300=57.48 total=304361758\nfull avg10=0.00 total=0\n");
        Noise.Mark mark = new Noise(proc).mark();
        assertEquals(137, mark.stolen());
        assertEquals(53880 + 2581 + 17356 + 18136 + 337 + 167 + 137, mark.ticks(), "guest time is in user time already");
        assertEquals(304361758, mark.pressure());
    }

    @Test
    void whatIsNotThereIsNoNoise() {
        Noise noise = new Noise(proc);
        assertFalse(Noise.between(noise.mark(), noise.mark()).isNoisy());
    }

    @Test
    void stolenTimeIsNoise() {
        assertFalse(level(2, 200, 0).isNoisy(), "one in a hundred is allowed");
        assertTrue(level(3, 200, 0).isNoisy());
    }

    @Test
    void waitingForACoreIsNoise() {
        assertFalse(level(0, 200, 400_000).isNoisy(), "0.4 s of one");
        assertTrue(level(0, 200, 400_001).isNoisy());
        assertEquals(0.4, level(0, 200, 400_000).pressure(), 1e-9);
    }
}
