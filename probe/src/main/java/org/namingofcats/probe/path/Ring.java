package org.namingofcats.probe.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/**
 * Who asks whom. In a small cluster everybody asks every pod; above a size that would be the product of agents and pods, so
 * each pod is asked by its next {@value #ASKERS} agents along a ring, and each agent asks the pod next to it: nobody is left
 * out, and it grows with the sum. The idea is kubenurse's neighbourhood.
 */
final class Ring {
    /** Pairs up to which everybody asks everybody: a second or two of requests. */
    static final int MESH = 1_000;
    static final int ASKERS = 2;

    /** One asks one. */
    record Pair(Agent agent, Lab.Pod pod) {}

    private Ring() {}

    /** Pairs for which {@code fits} says yes. */
    static Set<Pair> pairs(List<Agent> agents, List<Lab.Pod> pods, BiPredicate<Agent, Lab.Pod> fits) {
        Set<Pair> pairs = new LinkedHashSet<>();
        if ((long) agents.size() * pods.size() <= MESH) {
            agents.forEach(agent -> pods.stream().filter(pod -> fits.test(agent, pod)).forEach(pod -> pairs.add(new Pair(agent, pod))));
            return pairs;
        }
        for (int i = 0; i < pods.size(); i++) {
            Lab.Pod pod = pods.get(i);
            int found = 0;
            for (int step = 0; step < agents.size() && found < ASKERS; step++) {
                Agent agent = agents.get((int) ((long) i * agents.size() / pods.size() + step) % agents.size());
                if (fits.test(agent, pod)) {
                    pairs.add(new Pair(agent, pod));
                    found++;
                }
            }
        }
        for (int j = 0; j < agents.size(); j++) {
            Agent agent = agents.get(j);
            for (int step = 0; step < pods.size(); step++) {
                Lab.Pod pod = pods.get((int) ((long) j * pods.size() / agents.size() + step) % pods.size());
                if (fits.test(agent, pod)) {
                    pairs.add(new Pair(agent, pod));
                    break;
                }
            }
        }
        return pairs;
    }
}
