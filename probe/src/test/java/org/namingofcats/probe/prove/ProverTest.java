package org.namingofcats.probe.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;

/** A proof is only worth something if it can fail too. */
class ProverTest {
    private boolean broken;
    private boolean mended;

    private final Mutation mutation = Mutation.of("x-broken", target -> broken = true, target -> broken = false, Sign.of("p/x-.*", "a cause"));

    private Proof.Result prove(Set<String> failWhenBroken) {
        return prove(prover(() -> List.of("p/x-1", "p/x-2", "p/y").stream()
                .map(id -> result(id, broken && failWhenBroken.contains(id) ? Verdict.FAIL : Verdict.PASS)).toList()), mutation);
    }

    private static Proof.Result prove(Prover prover, Mutation mutation) {
        return prover.prove(mutation, prover.whenWell());
    }

    private static Prover prover(Supplier<List<CheckResult>> verify) {
        return new Prover(() -> null, verify, Duration.ofMillis(20));
    }

    private static CheckResult result(String id, Verdict verdict) {
        return result(id, verdict, "a cause");
    }

    private static CheckResult result(String id, Verdict verdict, String reason) {
        return new CheckResult(id, "p", "node", null, null, null, verdict, reason, Evidence.NONE, null);
    }

    /** The first of two checks fails for {@code causes}, one after the other at each verification, and for the last one from then on. */
    private Proof.Result failsFor(String... causes) {
        Iterator<String> each = List.of(causes).iterator();
        String[] now = new String[1];
        return prove(prover(() -> {
            now[0] = broken && each.hasNext() ? each.next() : now[0];
            return List.of(result("p/x-1", broken ? Verdict.FAIL : Verdict.PASS, now[0]), result("p/x-2", broken ? Verdict.FAIL : Verdict.PASS));
        }), mutation);
    }

    @Test
    void exactlyTheRightChecksIsAProof() {
        Proof.Result result = prove(Set.of("p/x-1", "p/x-2"));
        assertEquals("PASS", result.verdict());
        assertEquals(List.of("p/x-1", "p/x-2"), result.observedFailures());
        assertEquals(List.of("p/x-1: a cause", "p/x-2: a cause"), result.causes());
        assertEquals(List.of("p/x-.*: a cause"), result.expectedCauses());
        assertFalse(broken, "it is mended");
    }

    @Test
    void oneThatDoesNotNoticeIsNone() {
        assertEquals("other checks failed than should", prove(Set.of("p/x-1")).reason());
    }

    @Test
    void oneTooManyIsNone() {
        assertEquals("other checks failed than should", prove(Set.of("p/x-1", "p/x-2", "p/y")).reason());
    }

    @Test
    void theRightChecksForAnotherReasonAreNone() {
        Proof.Result result = failsFor("the cluster is on fire");
        assertEquals("FAIL failed for another reason: p/x-1: the cluster is on fire", result.verdict() + " " + result.reason());
        assertEquals(List.of("p/x-1", "p/x-2"), result.observedFailures());
        assertEquals("FAIL failed for another reason: p/x-1: ", failsFor("").verdict() + " " + failsFor("").reason());
    }

    @Test
    void theReasonMayNeedAMomentAsTheFailureDoes() {
        Proof.Result result = failsFor("the pods are on their way", "a cause");
        assertEquals("PASS", result.verdict());
        assertEquals(List.of("p/x-1: a cause", "p/x-2: a cause"), result.causes());
    }

    @Test
    void nothingIsBrokenWhereNotAllIsWell() {
        assertEquals("cannot be shown here: not all is well before anything is broken",
                prove(prover(() -> List.of(result("p/x-1", Verdict.PASS), result("p/y", Verdict.FAIL))), mutation).reason());
        assertFalse(broken);
    }

    @Test
    void whatNoCheckCouldNoticeIsNotBroken() {
        Mutation other = Mutation.of("z", target -> broken = true, target -> { }, Sign.of("p/z-.*", ""));
        Proof.Result result = prove(prover(() -> List.of(result("p/y", Verdict.PASS))), other);
        assertEquals("FAIL cannot be shown here: there is no check p/z-.*", result.verdict() + " " + result.reason());
        assertEquals("cannot be shown here: p/z-1 is skipped, a cause", prove(prover(() -> List.of(result("p/z-1", Verdict.SKIPPED))), other).reason());
        assertFalse(broken);
    }

    @Test
    void checksThatAreNotMadeBecauseOfItDoNotNotice() {
        assertEquals("not every check that should notice was made",
                prove(prover(() -> broken ? List.of() : List.of(result("p/x-1", Verdict.PASS))), mutation).reason());
    }

    @Test
    void whoRemovesWhatWasBrokenHasNotMendedIt() {
        Mutation removed = Mutation.of("x", target -> broken = true, target -> mended = true, Sign.of("p/x", ""));
        assertEquals("after it was mended p/x is skipped, a cause",
                prove(prover(() -> List.of(result("p/x", mended ? Verdict.SKIPPED : broken ? Verdict.FAIL : Verdict.PASS))), removed).reason());
    }

    @Test
    void whatStaysBrokenIsSaid() {
        Mutation forGood = Mutation.of("x", target -> broken = true, target -> { }, Sign.of("p/x", ""));
        assertEquals("not all was well again after it was mended",
                prove(prover(() -> List.of(result("p/x", broken ? Verdict.FAIL : Verdict.PASS))), forGood).reason());
    }

    @Test
    void aConsequenceIsNotAFailureOfItsOwn() {
        Proof.Result result = prove(prover(() -> List.of(result("p/x-1", broken ? Verdict.FAIL : Verdict.PASS),
                result("p/y", broken ? Verdict.INCONCLUSIVE : Verdict.PASS))), mutation);
        assertEquals("PASS", result.verdict());
    }

    @Test
    void itIsMendedWhateverHappens() {
        assertThrows(IllegalStateException.class, () -> prover(() -> {
            throw new IllegalStateException("the cluster is gone");
        }).prove(mutation, new Symptoms(List.of(result("p/x-1", Verdict.PASS)))));
        assertFalse(broken);
    }

    /** What was broken before has replaced pods. */
    @Test
    void eachThingIsBrokenInTheLabAsItIsThen() {
        List<Target> targets = Stream.generate(() -> new Target(null, null, null, SmallLab.with(request -> null))).limit(2).toList();
        Iterator<Target> looks = targets.iterator();
        List<Target> brokenIn = new ArrayList<>();
        List<Target> mendedIn = new ArrayList<>();
        Prover prover = new Prover(looks::next, () -> List.of(result("p/x", Verdict.PASS)), Duration.ofMillis(1));
        Mutation noted = Mutation.of("x", brokenIn::add, mendedIn::add, Sign.of("p/x", ""));
        prove(prover, noted);
        prove(prover, noted);
        assertSame(targets.getLast(), brokenIn.getLast());
        assertEquals(brokenIn, mendedIn);
    }
}
