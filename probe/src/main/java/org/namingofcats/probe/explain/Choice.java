package org.namingofcats.probe.explain;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.SilentLine;

/**
 * Which of a path's calls to tell of: one that shows much, or a certain check's. The path's own checks are the list, so a new
 * path has its journey too, and nothing else can be asked.
 */
public final class Choice {
    /** By who can be asked; an open door first, from outside if the path leads there, by a name if it has one, the longer way, more pods. */
    private static final Comparator<Call> TELLING = Comparator
            .comparing((Call call) -> call.from().line() instanceof SilentLine)
            .thenComparing(call -> !(call.expectation() instanceof Answer))
            .thenComparing(call -> call.from().place() != Agent.Place.OUTSIDE)
            .thenComparing(call -> isAddress(host(call)))
            .thenComparing(call -> !(call.expectation() instanceof Answer answer
                    && Vantage.of(call.from(), answer.any()) == Vantage.OTHER_NODE))
            .thenComparing(call -> call.expectation() instanceof Answer answer ? -answer.any().size() : 0);

    private Choice() {}

    /**
     * The call that a check made, in the lab as it is now; empty if there is none. Its check may have another name since, by
     * where pods run; but a URL is a whole request only where no headers belong to it.
     *
     * @param target the URL that was asked
     */
    public static Optional<Call> again(NetworkPath path, Lab lab, Agent from, String check, String target) {
        return dials(path, lab).sorted(Comparator.comparing(dial -> !dial.id().equals(check)))
                .flatMap(dial -> single(dial).filter(call -> dial.id().equals(check) || call.headers().isEmpty()))
                .filter(call -> call.from().name().equals(from.name()) && call.url().equals(target)).findFirst();
    }

    /** The most telling call of a path in this lab, by {@code from} if that is given; empty if the lab has none. */
    public static Optional<Call> of(NetworkPath path, Lab lab, Optional<Agent> from) {
        List<Call> calls = telling(path, lab);
        if (from.isEmpty() || calls.isEmpty()) {
            return calls.stream().findFirst();
        }
        Call best = calls.getFirst();
        return calls.stream().filter(call -> call.from().name().equals(from.get().name())).findFirst()
                .or(() -> Optional.of(new Call(from.get(), best.url(), best.headers(), best.expectation())));
    }

    /**
     * The most telling call of the checks of that vantage, as the table names it; else of the path's, by an agent who stands there.
     * Empty if nobody does.
     */
    public static Optional<Call> of(NetworkPath path, Lab lab, Vantage from) {
        return dials(path, lab).filter(dial -> dial.vantage() == from).flatMap(Choice::single).min(TELLING)
                .or(() -> telling(path, lab).stream().flatMap(call -> lab.agents().stream().filter(agent -> stands(agent, from, call))
                        .map(agent -> new Call(agent, call.url(), call.headers(), call.expectation()))).findFirst());
    }

    private static boolean stands(Agent agent, Vantage at, Call call) {
        return call.expectation() instanceof Answer answer && Vantage.of(agent, answer.any()) == at;
    }

    private static List<Call> telling(NetworkPath path, Lab lab) {
        return dials(path, lab).flatMap(Choice::single).sorted(TELLING).toList();
    }

    private static Stream<Check.Dial> dials(NetworkPath path, Lab lab) {
        return path.checks(lab).stream().filter(Check.Dial.class::isInstance).map(Check.Dial.class::cast);
    }

    private static Stream<Call> single(Check.Dial dial) {
        return dial.calls().stream().filter(call -> !(call.expectation() instanceof OnePod)) // two passports in one answer: not one request's way
                .filter(Choice::isUrl);
    }

    /** An Ingress may have a pattern for its path, {@code /cats(/|$)(.*)}, which is no request that can be made. */
    private static boolean isUrl(Call call) {
        try {
            return host(call) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String host(Call call) {
        return URI.create(call.url()).getHost();
    }

    static boolean isAddress(String host) {
        return host.matches("[\\d.]+") || host.startsWith("[");
    }
}
