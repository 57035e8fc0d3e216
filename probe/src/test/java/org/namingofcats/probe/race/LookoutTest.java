package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** A cluster that is busy, or has no pod ready, is not gone. */
class LookoutTest {
    private static KubernetesClientException refused() {
        return new KubernetesClientException("Connection refused");
    }

    @Test
    void whatAnswersAgainIsNotGone() {
        AtomicInteger looks = new AtomicInteger();
        Lookout lookout = new Lookout(() -> {
            if (looks.incrementAndGet() < 3) {
                throw refused();
            }
            return null;
        }, Duration.ofMinutes(10));
        assertFalse(lookout.isGone());
        assertEquals(3, looks.get());
        assertEquals(Optional.empty(), lookout.gone());
    }

    @Test
    void whatDoesNotAnswerIsGoneForGood() {
        AtomicInteger looks = new AtomicInteger();
        Lookout lookout = new Lookout(() -> {
            looks.incrementAndGet();
            throw refused();
        }, Duration.ZERO);
        assertTrue(lookout.isGone());
        assertEquals("Connection refused", lookout.gone().orElseThrow().getMessage());
        assertTrue(lookout.isGone());
        assertEquals(1, looks.get(), "it is not looked for again");
    }

    @Test
    void aLabOfWhichNoPodIsReadyIsThere() {
        assertFalse(new Lookout(() -> {
            throw new ProbeException(ExitCode.NOTHING_RAN, "no pod of the lab is ready", "wait");
        }, Duration.ZERO).isGone());
    }
}
