package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

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
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        StageIngress ingress = new StageIngress(trial, "changing");
        Lab.Service service = ingress.service(Missing.STEADY);
        Answer answer = Answer.of(service, Source.CONTROLLER);
        Map<String, String> host = ingress.host();
        String before = ingress.base(service) + "/before";
        String after = ingress.base(service) + "/after";
        ingress.route(Map.of(before, service.name()));
        trial.must("before the change", agents, ingress.url(before), host, answer);
        ingress.route(Map.of(after, service.name()));
        trial.must("after the change", agents, ingress.url(after), host, answer);
        CheckResult old = trial.look(agents, ingress.url(before), host, new Status(404));
        return Trial.shows(old, before + " became " + after + " in a running controller");
    }
}
