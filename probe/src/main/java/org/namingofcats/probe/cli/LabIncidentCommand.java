package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.incident.Incident;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Breaks one thing and does not say which. */
@Command(name = "incident", mixinStandardHelpOptions = true,
        description = "Puts the lab back, breaks one thing in it, and does not say which. `lab reset` undoes it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:one thing is broken now", "1:the lab could not be put back before", "2:the lab is not well before, or what was broken does not show", "64:wrong usage, or no such incident",
            "69:the cluster cannot be reached", "77:no lab, no permission, another command has the lab, or this cluster cannot show that incident"})
public class LabIncidentCommand extends LabDeed {
    private static final Duration TO_SHOW = Duration.ofSeconds(90);

    @Option(names = "--seed", paramLabel = "N|NAME",
            description = "the same number is the same incident; a name is the one of `lab diagnose` (default: any)")
    String seed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        requireKnown();
        try (Session session = bench.open(options); Claim _ = session.claim("lab incident")) {
            bench.restore(session, options, out::println);
            Symptoms before = bench.symptoms(session);
            if (!before.none()) {
                throw new ProbeException(ExitCode.INCONCLUSIVE, "the lab is not well before anything is broken: "
                        + before.results().stream().filter(result -> !result.reason().isBlank() && before.failedIds().contains(result.id()))
                                .map(result -> result.id()).findFirst().orElse("a check is inconclusive"), "see `make verify`");
            }
            Mutation mutation = choose(bench.mutations().stream().filter(before::canShow).toList());
            bench.incident(session).note(mutation);
            mutation.apply().accept(bench.target(session));
            waitUntilItShows(session, mutation);
        }
        out.println("one thing is broken now");
        out.flush();
        return ExitCode.PASSED;
    }

    private void requireKnown() {
        if (seed != null && !seed.matches("\\d{1,18}") && bench.mutations().stream().noneMatch(one -> one.name().equals(seed))) {
            throw new ParameterException(spec.commandLine(), "no incident " + seed + ", give a number or one of "
                    + String.join(", ", bench.mutations().stream().map(Mutation::name).toList()));
        }
    }

    private Mutation choose(List<Mutation> possible) {
        if (seed == null || seed.matches("\\d{1,18}")) {
            return Incident.choose(possible, seed == null ? new SecureRandom().nextLong() : Long.parseLong(seed));
        }
        return possible.stream().filter(one -> one.name().equals(seed)).findFirst().orElseThrow(() -> new ProbeException(
                ExitCode.NOTHING_RAN, "this cluster cannot show " + seed, "choose another; `probe/probe verify` says what is skipped here"));
    }

    private void waitUntilItShows(Session session, Mutation mutation) {
        Predicate<Symptoms> shows = symptoms -> symptoms.failedIds().equals(symptoms.of(mutation));
        if (!shows.test(Symptoms.await(() -> bench.verify(session), TO_SHOW, shows))) {
            throw new ProbeException(ExitCode.INCONCLUSIVE, "the incident does not show after " + TO_SHOW.toSeconds() + " s",
                    "`probe/probe lab reset` undoes it");
        }
    }
}
