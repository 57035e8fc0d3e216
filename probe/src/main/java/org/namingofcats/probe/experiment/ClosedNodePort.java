package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.Service;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Vantage;

/** A node port goes with its Service: the node answers for nobody then. */
@Singleton
public class ClosedNodePort implements Experiment {
    private static final String NAME = "short-lived";

    @Override
    public String id() {
        return "node-port/closed-after-its-service";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    public String expected() {
        return "a node port answers while its Service is there and is REFUSED when the Service is gone";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return lab.agents(Place.OUTSIDE).isEmpty() ? Optional.of(Missing.OUTSIDE) : Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        Lab.Pod pod = trial.stage().pod(Missing.STEADY);
        Service made = trial.stage().service(NAME, Missing.STEADY, service -> service.editSpec().withType("NodePort").endSpec());
        Lab.Service service = trial.stage().service(NAME, seen -> seen.nodePort() > 0 && seen.ready().contains(pod));
        String url = "http://" + trial.lab().nodes().getFirst().ip() + ":" + service.nodePort() + "/";
        trial.must("while the Service was there", agents, url, Answer.of(service, Source.KEPT_OR_NODE));
        trial.stage().client().resource(made).delete();
        return trial.look(agents, url, new Closed(Outcome.REFUSED));
    }
}
