package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** {@code loadBalancerSourceRanges}: who is not in them gets no answer at all; the very same client does when it is. */
@Singleton
public class SourceRanges implements Experiment {
    private static final String NAME = "members-only";
    /** Nobody's address: TEST-NET-3 of RFC 5737. */
    private static final String NOBODY = "203.0.113.0/24";
    /** A cloud's balancer may be a proxy, behind which the nodes drop. */
    private static final Closed DROPPED = new Closed(Set.of(Outcome.TIMEOUT), true);

    @Override
    public String id() {
        return "load-balancer/source-ranges";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    public String expected() {
        return "a client outside loadBalancerSourceRanges gets TIMEOUT; without them it is answered before, and inside them after";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return lab.agents(Place.OUTSIDE).isEmpty() ? Optional.of(Missing.OUTSIDE)
                : lab.services("LoadBalancer").stream().allMatch(service -> service.address() == null)
                        ? Optional.of(Missing.LOAD_BALANCER) : Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        List<Agent> agents = trial.lab().agents(Place.OUTSIDE);
        allow(trial);
        Lab.Pod pod = trial.stage().pod(Missing.STEADY);
        Lab.Service service = trial.stage().service(NAME, seen -> seen.address() != null && seen.ready().contains(pod));
        String url = "http://" + service.address() + ":" + service.port() + "/";
        Answer answer = Answer.of(service, Source.KEPT_OR_NODE);
        String client = Trial.client(trial.must("while everybody was allowed", agents, url, answer));
        allow(trial, NOBODY);
        CheckResult denied = trial.look(agents, url, DROPPED);
        allow(trial, client + "/32");
        trial.must("when " + client + " alone was allowed", agents, url, answer);
        return Trial.shows(denied, client + " was answered while everybody was allowed, dropped while it was not,"
                + " answered when it alone was");
    }

    private static void allow(Trial trial, String... ranges) {
        trial.stage().service(NAME, Missing.STEADY, service -> service.editSpec()
                .withType("LoadBalancer").withLoadBalancerSourceRanges(ranges).endSpec());
    }
}
