package org.namingofcats.probe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The workbook's hand on the lab. */
@Command(name = "lab", mixinStandardHelpOptions = true,
        description = "Begins a page of labs/, says how far you are, puts the lab back; or breaks it for you to find out what.",
        subcommands = {LabStartCommand.class, LabCheckCommand.class, LabResetCommand.class, LabIncidentCommand.class,
            LabHintCommand.class, LabDiagnoseCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:not yet, or broken", "2:nothing was learnt, or an incident does not show",
            "64:wrong usage, or no such page", "69:the cluster cannot be reached", "77:no lab in it"})
public class LabCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
