package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Vantage;

/** Of two matching paths the longer one decides, as the Ingress API has it ("multiple matches"). */
@Singleton
public class LongestPrefix implements Experiment {
    private static final String OTHER = "other";

    @Override
    public String id() {
        return "ingress/the-longest-prefix-decides";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    public String expected() {
        return "/short/long/x goes to the Service of /short/long, /short/x to that of /short";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return StageIngress.missing(lab);
    }

    @Override
    public CheckResult make(Trial trial) {
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        StageIngress ingress = new StageIngress(trial, "nested");
        Lab.Service ofShort = ingress.service(Missing.STEADY);
        Lab.Service ofLong = ingress.service(OTHER);
        ingress.route(Map.of("/short", ofShort.name(), "/short/long", ofLong.name()));
        trial.must("the shorter path", agents, ingress.url("/short/x"), ingress.host(), Answer.of(ofShort, Source.CONTROLLER));
        return trial.look(agents, ingress.url("/short/long/x"), ingress.host(), Answer.of(ofLong, Source.CONTROLLER));
    }
}
