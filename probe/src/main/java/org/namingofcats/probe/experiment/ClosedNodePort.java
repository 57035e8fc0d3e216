package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.Service;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** A node port goes with its Service: no node answers for anybody then. */
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
        return "a node port answers at every node while its Service is there and is REFUSED at every one when the Service is gone";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return lab.agents(Place.OUTSIDE).isEmpty() ? Optional.of(Missing.OUTSIDE) : Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        Lab.Pod pod = trial.stage().pod(Missing.STEADY);
        Service made = trial.stage().service(NAME, Missing.STEADY, service -> service.editSpec().withType("NodePort").endSpec());
        Lab.Service service = trial.stage().service(NAME, seen -> seen.nodePort() > 0 && seen.ready().contains(pod));
        trial.must("while the Service was there", atEveryNode(trial, service.nodePort(), Answer.of(service, Source.KEPT_OR_NODE)));
        trial.stage().client().resource(made).delete();
        return closed(trial, service.nodePort());
    }

    static CheckResult closed(Trial trial, int port) {
        return atEveryNode(trial, port, new Closed(Outcome.REFUSED));
    }

    private static CheckResult atEveryNode(Trial trial, int port, Expectation expectation) {
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        return trial.look(trial.lab().nodes().stream().flatMap(node -> agents.stream()
                .map(agent -> new Call(agent, "http://" + node.ip() + ":" + port + "/", expectation))).toList());
    }
}
