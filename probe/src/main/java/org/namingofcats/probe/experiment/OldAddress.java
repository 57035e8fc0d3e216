package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** A pod's IP dies with it: the successor is another pod with another IP, and nobody answers at the old one. */
@Singleton
public class OldAddress implements Experiment {
    private static final String ACTOR = "mortal";
    /** Which of the two it is depends on the pod network: a router that knows says so, another drops. */
    private static final Closed NOBODY = new Closed(Set.of(Outcome.UNREACHABLE, Outcome.TIMEOUT));
    /** Where NetworkPolicies let agents call pods of the lab and nobody else, an enforcer may refuse what is nobody's. */
    private static final Closed NOBODY_OR_FORBIDDEN = new Closed(Set.of(Outcome.UNREACHABLE, Outcome.TIMEOUT, Outcome.REFUSED));

    @Override
    public String id() {
        return "pod-ip/old-address-after-replacement";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OTHER_NODE;
    }

    @Override
    public String expected() {
        return "a pod's successor has a new UID and a new IP; the old IP is UNREACHABLE or times out, from its node too";
    }

    @Override
    public CheckResult make(Trial trial) {
        return seen(trial, trial.stage().pod(ACTOR), () -> trial.stage().replace(ACTOR));
    }

    /**
     * Asked from another node, where there is one, and by the agent of the pod's own node. No policy concerns that one, so if the
     * other is refused, it tells whether a policy did that or somebody who lives at the address.
     *
     * @param replace has another pod come in place of {@code old}
     */
    static CheckResult seen(Trial trial, Lab.Pod old, Supplier<Lab.Pod> replace) {
        // One pod will do: a TIMEOUT takes its time.
        List<Agent> pods = trial.lab().agents(Place.POD).stream()
                .sorted(Comparator.comparing(agent -> agent.node().equals(old.node()))).limit(1).toList();
        List<Agent> itsNode = trial.lab().agents(Place.NODE).stream().filter(agent -> agent.node().equals(old.node())).toList();
        List<Agent> all = Stream.concat(pods.stream(), itsNode.stream()).toList();
        trial.must("while it lived", all, old.url() + "/", Answer.of(old, Source.KEPT));
        Lab.Pod fresh = replace.get();
        if (fresh.ip().equals(old.ip())) {
            return trial.fact(Verdict.FAIL, fresh.name() + " has the old IP " + old.ip() + " again");
        }
        trial.must("its successor", pods, fresh.url() + "/", Answer.of(fresh, Source.KEPT));
        CheckResult gone = trial.look(all.stream().map(agent -> new Call(agent, old.url() + "/",
                agent.place() == Place.POD && !itsNode.isEmpty() ? NOBODY_OR_FORBIDDEN : NOBODY)).toList());
        return Trial.shows(gone, old.ip() + " died with " + old.name() + ", its successor " + fresh.name() + " answers at " + fresh.ip());
    }
}
