package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** A lab is whole again when what it could do before it can do again. */
class WholeLabTest {
    private final List<CheckResult> results = new ArrayList<>();
    private final WholeLab lab = new WholeLab(() -> results);

    private static CheckResult check(String path, Verdict verdict) {
        return new CheckResult(path + "/from-outside", path, "outside", "t", "e", null, verdict, "no address", Evidence.NONE, null);
    }

    private List<String> after(CheckResult... seen) {
        results.clear();
        results.addAll(List.of(seen));
        return lab.troubles(Duration.ZERO);
    }

    private void begin() {
        results.addAll(List.of(check("load-balancer", Verdict.PASS), check("gateway", Verdict.SKIPPED)));
        lab.require();
    }

    @Test
    void whatPassedBeforeMustPassAgain() {
        begin();
        assertEquals(List.of("load-balancer: nothing of it passes any more, no address"),
                after(check("load-balancer", Verdict.SKIPPED), check("gateway", Verdict.SKIPPED)));
        assertEquals(List.of("load-balancer: nothing of it passes any more"), after());
        assertEquals(List.of(), after(check("load-balancer", Verdict.PASS), check("load-balancer", Verdict.SKIPPED)));
    }

    @Test
    void whatFailsIsTold() {
        begin();
        assertEquals(List.of("load-balancer/from-outside: no address"), after(check("load-balancer", Verdict.FAIL), check("load-balancer", Verdict.PASS)));
    }

    @Test
    void whoCannotBeLookedAtHasTimeToComeBack() {
        AtomicInteger looks = new AtomicInteger();
        assertEquals(List.of("no pod is ready: wait"), new WholeLab(() -> {
            looks.incrementAndGet();
            throw new ProbeException(ExitCode.NOTHING_RAN, "no pod is ready", "wait");
        }).troubles(Duration.ofMillis(400)));
        assertTrue(looks.get() >= 2 && looks.get() <= 3, () -> looks + " looks in less than half a second");
    }
}
