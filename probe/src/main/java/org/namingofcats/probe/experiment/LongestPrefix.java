package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

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
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        StageIngress ingress = new StageIngress(trial, "nested");
        trial.stage().call(OTHER);
        Lab.Service ofShort = ingress.service(Missing.STEADY);
        Lab.Service ofLong = ingress.service(OTHER);
        String shorter = ingress.base(ofShort);
        String longer = shorter + "/longer";
        ingress.route(Map.of(shorter, ofShort.name(), longer, ofLong.name()));
        trial.must("the shorter path", agents, ingress.url(shorter + "/x"), ingress.host(), Answer.of(ofShort, Source.CONTROLLER));
        return trial.look(agents, ingress.url(longer + "/x"), ingress.host(), Answer.of(ofLong, Source.CONTROLLER));
    }
}
