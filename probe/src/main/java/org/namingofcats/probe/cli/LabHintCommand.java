package org.namingofcats.probe.cli;

import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.incident.Hints;
import org.namingofcats.probe.workbook.incident.Incident;
import picocli.CommandLine.Command;

/** Helps with an incident, each time a little more. */
@Command(name = "hint", mixinStandardHelpOptions = true, description = "A hint to the incident; the next one says more.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:a hint", "1:there is no incident", "64:wrong usage", "69:the cluster cannot be reached", "77:no lab, no permission"})
public class LabHintCommand extends LabDeed {
    @Override
    public Integer call() {
        try (Session session = bench.open(options)) {
            Incident incident = bench.incident(session);
            if (incident.current().isEmpty()) {
                throw new ProbeException(ExitCode.FAILED, "there is no incident", "`probe/probe lab incident` makes one");
            }
            int number = Math.min(incident.nextHint(), Hints.COUNT);
            Hints hints = new Hints(bench.symptoms(session), bench.deployed(session, options).differences(), bench.mutations());
            spec.commandLine().getOut().println("hint " + number + " of " + Hints.COUNT + ": " + hints.text(number));
            spec.commandLine().getOut().flush();
            return ExitCode.PASSED;
        }
    }
}
