package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab;

/** Of two matching paths the longer one decides, as the Ingress API has it ("multiple matches"). */
@Singleton
public class LongestPrefix implements IngressExperiment {
    private static final String OTHER = "other";

    @Override
    public String id() {
        return "ingress/the-longest-prefix-decides";
    }

    @Override
    public String expected() {
        return "below the longer of two paths the longer one's Service answers, below the shorter one only that one's";
    }

    @Override
    public CheckResult make(Trial trial) {
        StageIngress ingress = new StageIngress(trial, "nested");
        trial.stage().call(OTHER);
        Lab.Service ofShort = ingress.service(Missing.STEADY);
        Lab.Service ofLong = ingress.service(OTHER);
        String shorter = ingress.base(ofShort);
        String longer = shorter + "/longer";
        ingress.route(Map.of(shorter, ofShort.name(), longer, ofLong.name()));
        return seen(trial, ingress::calls, shorter, Answer.of(ofShort, Source.CONTROLLER), longer, Answer.of(ofLong, Source.CONTROLLER));
    }

    /** @param calls ask for a path */
    static CheckResult seen(Trial trial, BiFunction<String, Expectation, List<Call>> calls, String shorter, Answer ofShort, String longer, Answer ofLong) {
        trial.must("the shorter path", trial.look(calls.apply(shorter + "/x", ofShort)));
        return trial.look(calls.apply(longer + "/x", ofLong));
    }
}
