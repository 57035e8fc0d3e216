package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.ReceiptRoll;

/** Sent, answered and served are compared, request by request. */
class LedgerTest {
    private static final double LATER = Runs.START + 60_000;

    private final Served served = new Served();

    private void told(String life, long first, double askedAt, String... nonces) {
        assertTrue(served.enter("old", new ReceiptRoll(life, first, first + nonces.length, List.of(nonces)), askedAt));
    }

    private Ledger ledger(String requests) {
        return Ledger.of(List.of(Runs.track("c", false, requests)), served);
    }

    @Test
    void allIsAccountedFor() {
        told("1", 0, LATER, "c-new-0", "c-new-1", "of-another-race");
        assertEquals(new Ledger(2, 2, 2, List.of(), 0, Map.of(), List.of()), ledger(".."));
        assertEquals("2 sent = 2 answered + 0 lost; 2 served, 0 of them not answered", ledger("..").text());
    }

    @Test
    void whatWasServedAndNotAnsweredIsNamed() {
        told("1", 0, LATER, "c-new-0", "c-new-1");
        Ledger ledger = ledger(".R");
        assertEquals(List.of(new Ledger.Entry("c-new-1", "c, new", Outcome.REFUSED, "because")), ledger.unanswered());
        assertEquals(2, ledger.served());
        assertEquals(1, ledger.answered());
        assertEquals(List.of(), ledger.problems());
    }

    @Test
    void anAnswerThatItsPodDeniesCannotBe() {
        told("1", 0, LATER, "c-new-0");
        Ledger ledger = ledger("..");
        assertEquals(1, ledger.problems().size());
        assertTrue(ledger.problems().getFirst().contains("c-new-1 (c, new) was answered by old, which says it never served it"));
    }

    @Test
    void aSecondTryByAnybodyIsFound() {
        told("1", 0, LATER, "c-new-0", "c-new-1", "c-new-1");
        assertTrue(ledger("..").problems().getFirst().contains("c-new-1 (c, new) was sent once and served 2 times"));
    }

    /** Two who ask at the same time are told the same. */
    @Test
    void whatIsToldTwiceWasServedOnce() {
        told("1", 0, LATER, "c-new-0");
        told("1", 0, LATER, "c-new-0", "c-new-1");
        told("1", 0, LATER, "c-new-0");
        assertEquals(2, served.next("old"));
        assertEquals(new Ledger(2, 2, 2, List.of(), 0, Map.of(), List.of()), ledger(".."));
    }

    @Test
    void aContainerThatEndsTakesItsMemoryAlong() {
        told("1", 0, Runs.START + 50, "c-new-0");
        assertFalse(served.enter("old", new ReceiptRoll("2", 0, 1, List.of("c-new-9")), Runs.START + 20_000), "asked once more, from 0");
        assertEquals(0, served.next("old"));
        told("2", 0, LATER, "c-new-9");
        assertEquals(new Ledger(10, 10, 2, List.of(), 8, Map.of(), List.of()), ledger(".........."));
    }

    @Test
    void aPodThatWasNeverAskedAgainIsNotCalledALiar() {
        told("1", 0, Runs.START + 50, "c-new-0");
        assertEquals(1, ledger("..").untold());
        assertEquals(List.of(), ledger("..").problems());
        assertEquals(1, Ledger.of(List.of(Runs.track("d", false, "n")), served).untold(), "nor one that was never asked at all");
    }

    /** Ten requests a second: what a pod answers later than five seconds after it was read for the last time is not what its end took along. */
    @Test
    void aPodThatLivesOnAndCannotBeReadIsNamed() {
        told("1", 0, Runs.START + 50, "c-new-0");
        Ledger ledger = ledger(".".repeat(100));
        assertEquals(99, ledger.untold());
        assertEquals(Map.of("old", 44), ledger.silent());
        assertTrue(ledger.text().endsWith("; 55 answered by containers that ended before they were asked; 44 answered by pods whose"
                + " receipts could not be read"), ledger::text);
        assertEquals(Optional.of("receipts could not be read: 44 of 100 requests that were answered are compared with nothing, those of old"), ledger.doubt());
    }

    @Test
    void onePodOfTwoThatWasNeverReadIsNamed() {
        told("1", 0, LATER, "c-new-0", "c-new-1");
        assertEquals(Map.of("new", 1), ledger("..n").silent());
        assertTrue(ledger("..n").doubt().isPresent());
        assertEquals(Optional.empty(), ledger("..").doubt());
    }

    /** A container that was killed, again and again: what it took along is what it served after the last look at it. */
    @Test
    void whatContainersThatWereKilledTookAlongIsNoDoubt() {
        for (int life = 1; life <= 10; life++) { // one a second, read four tenths before each end
            String[] nonces = IntStream.range(10 * life - 10, 10 * life - 4).mapToObj(number -> "c-new-" + number).toArray(String[]::new);
            if (life > 1) {
                assertFalse(served.enter("old", new ReceiptRoll("" + life, 0, 6, List.of(nonces)), Runs.START + 1_000 * life - 900));
            }
            told("" + life, 0, Runs.START + 1_000 * life - 400, nonces);
        }
        Ledger ledger = ledger(".".repeat(100));
        assertEquals(40, ledger.untold());
        assertEquals(Optional.empty(), ledger.doubt());
    }

    /** Some may be missed on a busy machine; one in twenty is the most. */
    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void oneAnswerInTwentyMayBeComparedWithNothing(int unread, boolean doubt) {
        assertEquals(doubt, new Ledger(100, 100, 94, List.of(), 6, Map.of("old", unread), List.of()).doubt().isPresent());
    }

    @Test
    void whatWasForgottenIsNotHeldAgainstIt() {
        told("1", 0, Runs.START + 50, "c-new-0");
        told("1", 5_000, LATER, "c-new-9");
        assertEquals(8, ledger("..........").untold());
        assertEquals(5_001, served.next("old"));
    }
}
