package org.namingofcats.probe.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent;

/** The checks of one path as they are being planned. */
final class Plan {
    private final String path;
    private final List<Check> checks = new ArrayList<>();

    Plan(NetworkPath path) {
        this.path = path.name();
    }

    /** How a check of this path is called. */
    String id(String what) {
        return path + "/" + what;
    }

    /** One check of a door that should be open. */
    Plan open(String what, Vantage vantage, List<Call> calls) {
        checks.add(Check.Dial.of(id(what), vantage, calls, null));
        return this;
    }

    /** One check of a door that should be closed, beside the check that shows it open. */
    Plan closed(String what, Vantage vantage, String twin, List<Call> calls) {
        checks.add(Check.Dial.of(id(what), vantage, calls, id(twin)));
        return this;
    }

    /**
     * One check a vantage: the agents are grouped by where they stand when they ask {@code pods}.
     *
     * @param expected what should come of it for that agent
     */
    Plan fromEachVantage(
            String what, List<Agent> agents, Collection<Lab.Pod> pods, String url, Function<Agent, Expectation> expected) {
        Map<Vantage, List<Call>> byVantage = new EnumMap<>(Vantage.class);
        for (Agent agent : agents) {
            Vantage vantage = Vantage.of(agent, pods);
            byVantage.computeIfAbsent(vantage, any -> new ArrayList<>())
                    .add(new Call(agent, url, expected.apply(agent)));
        }
        byVantage.forEach((vantage, calls) -> open(what + "-from-" + vantage.label(), vantage, calls));
        return this;
    }

    /** Says of each vantage that no check called like this is made from it, and why: which vantages there are depends on the cluster. */
    Plan skipUnseen(String what, Map<Vantage, String> reasons) {
        reasons.forEach((vantage, reason) -> {
            String name = what + "-from-" + vantage.label();
            if (checks.stream().noneMatch(check -> check.id().endsWith("-" + name))) {
                skip(name, vantage, reason);
            }
        });
        return this;
    }

    /** The first open door planned so far whose name begins so: which vantages there are depends on the cluster. */
    String openLike(String prefix) {
        return checks.stream().filter(check -> check.twin().isEmpty() && !(check instanceof Check.Skipped)).map(Check::id)
                .map(id -> id.substring(path.length() + 1)).filter(what -> what.startsWith(prefix)).findFirst().orElse(prefix);
    }

    /** Says that something cannot be checked here, and why. */
    Plan skip(String what, Vantage vantage, String reason) {
        checks.add(new Check.Skipped(id(what), vantage.label(), reason));
        return this;
    }

    Plan add(Check check) {
        checks.add(check);
        return this;
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    /** The same expectation of every agent at one address. */
    static List<Call> each(List<Agent> agents, String url, Expectation expectation) {
        return agents.stream().map(agent -> new Call(agent, url, expectation)).toList();
    }
}
