package org.namingofcats.probe.experiment;

import java.util.Optional;
import java.util.function.Function;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;

/** An experiment, or one step of a larger one, that needs no stage. */
record Small(Function<Trial, CheckResult> course) implements Experiment {
    @Override
    public String id() {
        return "pod-ip/small";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OTHER_NODE;
    }

    @Override
    public String expected() {
        return "a change that shows";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        return course.apply(trial);
    }
}
