package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Lab;

/** The ingress controller follows its rules as they change, without a restart. */
@Singleton
public class ChangedRule implements IngressExperiment {
    @Override
    public String id() {
        return "ingress/a-changed-rule-takes-effect";
    }

    @Override
    public String expected() {
        return "after its rule was changed the old path gets 404 and the new one is answered";
    }

    @Override
    public CheckResult make(Trial trial) {
        StageIngress ingress = new StageIngress(trial, "changing");
        Lab.Service service = ingress.service(Missing.STEADY);
        return seen(trial, ingress.base(service), path -> ingress.route(Map.of(path, service.name())),
                ingress::calls, Answer.of(service, Source.CONTROLLER));
    }

    /**
     * @param route has this path, and no other, lead to the Service
     * @param calls ask for a path
     */
    static CheckResult seen(Trial trial, String base, Consumer<String> route, BiFunction<String, Expectation, List<Call>> calls, Answer answer) {
        String before = base + "/before";
        String after = base + "/after";
        route.accept(before);
        trial.must("before the change", trial.look(calls.apply(before, answer)));
        route.accept(after);
        trial.must("after the change", trial.look(calls.apply(after, answer)));
        CheckResult old = trial.look(calls.apply(before, new Status(404)));
        return Trial.shows(old, before + " became " + after + " in a running controller");
    }
}
