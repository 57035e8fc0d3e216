package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** A race that cannot begin, because of what the one before left behind, does not end those that follow, nor a soak of a day. */
class UnbegunRaceTest {
    private static Raced race(RaceExperiment experiment, Supplier<Lab> look) {
        return new Racer(null, "cats", null, look, List::of, new Racer.Pace(50, 5_000, null), mark -> { }).race(experiment);
    }

    @Test
    void aLabWithoutAReadyPod() {
        Raced raced = race(new GracefulDelete(), () -> {
            throw new ProbeException(ExitCode.NOTHING_RAN, "no pod of the lab is ready", "`make deploy` repairs");
        });
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("it could not begin: no pod of the lab is ready: `make deploy` repairs", raced.reason());
    }

    @Test
    void anExperimentThatCannotEvenSayWhatIsMissing() {
        Raced raced = race(new GracefulDelete() {
            @Override
            public Optional<String> missing(Scene scene) {
                throw new IllegalStateException("the API server is away");
            }
        }, () -> SmallLab.with(request -> null));
        assertEquals(Verdict.INCONCLUSIVE, raced.verdict());
        assertEquals("it could not begin: the API server is away", raced.reason());
    }

    @Test
    void aWatchThatCannotBegin() {
        assertEquals(Verdict.INCONCLUSIVE, race(new GracefulDelete(), () -> SmallLab.with(request -> null)).verdict());
    }
}
