package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.incident.Incident;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Judges what the learner thinks is broken. */
@Command(name = "diagnose", mixinStandardHelpOptions = true,
        description = "Judges a diagnosis of the incident. Without a name it lists the suspects.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:right, or the suspects are listed", "1:wrong, or there is no incident", "64:no such suspect", "69:the cluster cannot be reached",
            "77:no lab, no permission"})
public class LabDiagnoseCommand extends LabDeed {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "what you think is broken")
    String name;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            bench.mutations().forEach(suspect -> out.println(suspect.name()));
            out.flush();
            return ExitCode.PASSED;
        }
        Mutation named = bench.mutations().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "no suspect " + name + ", `probe/probe lab diagnose` lists them"));
        try (Session session = bench.open(options)) {
            Incident incident = bench.incident(session);
            Mutation broken = incident.current().orElseThrow(() -> new ProbeException(ExitCode.FAILED, "there is no incident",
                    "`probe/probe lab incident` makes one"));
            boolean right = broken.name().equals(name);
            if (right) {
                incident.found();
                out.println("right: it is " + name + ". Now repair it, then: probe/probe lab check 12");
            } else {
                out.println("no: " + why(named, bench.symptoms(session)));
            }
            out.flush();
            return right ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }

    /** What speaks against it, so that a wrong guess teaches something. */
    static String why(Mutation named, Symptoms symptoms) {
        if (symptoms.failed().isEmpty()) {
            return "nothing fails any more that could tell; what did you change?";
        }
        Set<String> wouldFail = new TreeSet<>(symptoms.of(named));
        wouldFail.removeAll(symptoms.failedIds());
        Set<String> doesFail = new TreeSet<>(symptoms.failedIds());
        doesFail.removeAll(symptoms.of(named));
        return !wouldFail.isEmpty() ? "then " + wouldFail.iterator().next() + " would fail too, and it does not"
                : !doesFail.isEmpty() ? "that does not explain why " + doesFail.iterator().next() + " fails"
                : "the same checks would fail; look at what is really there";
    }
}
