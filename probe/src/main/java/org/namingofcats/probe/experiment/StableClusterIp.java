package org.namingofcats.probe.experiment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** A Service's address outlives its pods: after its pod was replaced it is the same, and leads to the new one. */
@Singleton
public class StableClusterIp implements Experiment {
    private static final String NAME = "stable";
    private static final String ACTOR = "mortal-behind-service";

    @Override
    public String id() {
        return "cluster-ip/unchanged-after-replacement";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OTHER_NODE;
    }

    @Override
    public String expected() {
        return "after its pod was replaced the ClusterIP is the same and the new pod answers, none else";
    }

    @Override
    public CheckResult make(Trial trial) {
        trial.stage().service(NAME, ACTOR, service -> service);
        return seen(trial, trial.stage().pod(ACTOR), () -> trial.stage().replace(ACTOR),
                pod -> trial.stage().service(NAME, service -> service.ready().contains(pod)));
    }

    /**
     * @param replace has another pod come in place of {@code old}
     * @param behind  the Service once a pod is ready behind it
     */
    static CheckResult seen(Trial trial, Lab.Pod old, Supplier<Lab.Pod> replace, Function<Lab.Pod, Lab.Service> behind) {
        List<Agent> agents = trial.lab().agents(Place.POD);
        Lab.Service before = behind.apply(old);
        trial.must("before", agents, url(before), Answer.of(before, Source.KEPT));
        Lab.Pod fresh = replace.get();
        Lab.Service after = behind.apply(fresh);
        if (!after.clusterIp().equals(before.clusterIp())) {
            return trial.fact(Verdict.FAIL, "it was " + before.clusterIp() + " and is now " + after.clusterIp());
        }
        CheckResult answered = trial.look(agents, url(before), Answer.of(after, Source.KEPT));
        return Trial.shows(answered, before.clusterIp() + " led to " + old.ip() + " and leads to " + fresh.ip() + " now");
    }

    private static String url(Lab.Service service) {
        return "http://" + service.clusterIp() + ":" + service.port() + "/";
    }
}
