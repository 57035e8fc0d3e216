package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine.Command;

/** Puts the lab back, from wherever it is. */
@Command(name = "reset", mixinStandardHelpOptions = true,
        description = "Puts the lab back to what was deployed: removes what was added in its namespaces, undoes what was changed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the lab is as it was deployed", "1:it is not, or not ready, in time", "64:wrong usage", "69:the cluster cannot be reached",
            "77:no lab, no permission"})
public class LabResetCommand extends LabDeed {
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = bench.open(options)) {
            bench.restore(session, options, out::println);
        }
        out.println("the lab is as it was deployed");
        out.println("  looked at: what k8s/ declares, what else runs in its namespaces or leads there, the pages' labels on nodes");
        out.println("  not looked at: Secrets, accounts, other namespaces; `make up` mends CoreDNS, kube-proxy and cordoned nodes");
        out.flush();
        return ExitCode.PASSED;
    }
}
