package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
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
        assertEquals(new Ledger(2, 2, 2, List.of(), 0, List.of()), ledger(".."));
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
        assertEquals(new Ledger(2, 2, 2, List.of(), 0, List.of()), ledger(".."));
    }

    @Test
    void aContainerThatEndsTakesItsMemoryAlong() {
        told("1", 0, Runs.START + 50, "c-new-0");
        assertFalse(served.enter("old", new ReceiptRoll("2", 0, 1, List.of("c-new-9")), Runs.START + 20_000), "asked once more, from 0");
        assertEquals(0, served.next("old"));
        told("2", 0, LATER, "c-new-9");
        assertEquals(new Ledger(10, 10, 2, List.of(), 8, List.of()), ledger(".........."));
    }

    @Test
    void aPodThatWasNeverAskedAgainIsNotCalledALiar() {
        told("1", 0, Runs.START + 50, "c-new-0");
        assertEquals(1, ledger("..").untold());
        assertEquals(List.of(), ledger("..").problems());
        assertEquals(1, Ledger.of(List.of(Runs.track("d", false, "n")), served).untold(), "nor one that was never asked at all");
    }

    @Test
    void whatWasForgottenIsNotHeldAgainstIt() {
        told("1", 0, Runs.START + 50, "c-new-0");
        told("1", 5_000, LATER, "c-new-9");
        assertEquals(8, ledger("..........").untold());
        assertEquals(5_001, served.next("old"));
    }
}
