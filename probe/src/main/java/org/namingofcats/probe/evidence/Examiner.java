package org.namingofcats.probe.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.probe.evidence.Asker.Asked;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.trouble.Word;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Makes checks against one view of the lab and puts their evidence together. */
public final class Examiner {
    private final Lab lab;
    private final Asker asker;

    Examiner(Lab lab, Asker asker) {
        this.lab = lab;
        this.asker = asker;
    }

    /** One that gives up sooner: for what is not expected to come true where it does not soon. */
    public Examiner within(Duration patience) {
        return new Examiner(lab, asker.within(patience));
    }

    /** How long a call may take to come out as expected. */
    public Duration patience() {
        return asker.patience();
    }

    /** The live objects that this examiner compares with. */
    public Lab lab() {
        return lab;
    }

    /**
     * Makes the calls of a check, one after the other, so that its own calls do not disturb its timings; the first that
     * does not come out as expected decides, the rest are not made. One whose agent is gone hides no failure of another.
     *
     * @throws AgentUnreachable when that is so and all others came out as expected
     */
    public CheckResult dial(Check.Dial check) {
        if (check.calls().isEmpty()) {
            throw new AgentUnreachable("there is no agent for it in this cluster");
        }
        List<Asked> asked = new ArrayList<>();
        AgentUnreachable unknown = null;
        for (Call call : check.calls()) {
            try {
                asked.add(asker.ask(call));
            } catch (AgentUnreachable e) {
                unknown = unknown == null ? e : unknown;
                continue;
            }
            if (asked.getLast().problem() != null) {
                break;
            }
        }
        if (unknown != null && (asked.isEmpty() || asked.getLast().problem() == null)) {
            throw unknown;
        }
        Asked worst = asked.getLast();
        boolean passed = worst.problem() == null;
        return new CheckResult(check.id(), check.path(), check.vantage().label(), check.target(),
                passed ? check.expected() : worst.call().expectation().text(), worst.last().outcome(), passed ? Verdict.PASS : Verdict.FAIL,
                passed ? shows(asked) : worst.call().from().name() + " → " + worst.call().url() + ": " + worst.problem(),
                evidence(asked), reproduce(worst.call()));
    }

    /** The command that makes the call again. */
    static String reproduce(Call call) {
        StringBuilder command = new StringBuilder("probe/probe dial --from ").append(call.from().name());
        call.headers().forEach((name, value) -> command.append(" --header ").append(Word.quoted(name + ": " + value)));
        return command.append(' ').append(Word.quoted(call.url())).toString();
    }

    private static String shows(List<Asked> asked) {
        int calls = asked.stream().mapToInt(Asked::made).sum();
        return calls + " requests by " + asked.stream().map(one -> one.call().from().name()).distinct().count()
                + " agent(s), each as expected";
    }

    private static Evidence evidence(List<Asked> asked) {
        Set<String> pods = union(asked, Asked::pods);
        Set<String> rewriters = union(asked, Asked::rewriters);
        List<Double> millis = asked.stream().flatMap(one -> one.results().stream())
                .map(result -> result.timing().total()).sorted().toList();
        return new Evidence(
                join(pods), join(union(asked, Asked::peers)), join(union(asked, Examiner::clients)),
                pods.isEmpty() ? null : rewriters.isEmpty(), join(rewriters),
                median(millis), round(millis.getLast() - millis.getFirst()),
                asked.stream().map(Examiner::callEvidence).toList());
    }

    private static CallEvidence callEvidence(Asked asked) {
        DialResult last = asked.results().getLast();
        return new CallEvidence(asked.call().from().name(), asked.call().url(), asked.last().outcome().name(),
                last.status(), asked.made(), List.copyOf(asked.pods()), List.copyOf(asked.peers()),
                last.clientAddress(), phase(asked, Timing::lookup), phase(asked, Timing::connect),
                phase(asked, Timing::firstByte), phase(asked, Timing::total),
                asked.results().stream().map(result -> round(result.timing().total())).toList());
    }

    private static Collection<String> clients(Asked asked) {
        return asked.results().stream().map(DialResult::clientAddress).filter(Objects::nonNull).toList();
    }

    private static Set<String> union(List<Asked> asked, Function<Asked, Collection<String>> part) {
        Set<String> all = new TreeSet<>();
        asked.forEach(one -> all.addAll(part.apply(one)));
        return all;
    }

    private static String join(Set<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static double phase(Asked asked, ToDoubleFunction<Timing> phase) {
        return median(asked.results().stream()
                .map(result -> phase.applyAsDouble(result.timing())).sorted().toList());
    }

    private static double median(List<Double> sorted) {
        return round((sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
    }

    /** Microseconds are as fine as a reader can use. */
    private static double round(double millis) {
        return Math.round(millis * 1000) / 1000.0;
    }
}
