package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.workbook.page.Lesson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the lab into a page's initial state. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "Puts the lab into the state that a page begins with.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ready", "1:the lab could not be put back before", "64:no such page", "69:the cluster cannot be reached",
            "77:no lab, or no permission"})
public class LabStartCommand extends LabDeed {
    @Parameters(paramLabel = "NN", description = "the page's number, e.g. 03")
    String page;

    @Override
    public Integer call() {
        Lesson lesson = bench.lesson(page);
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = bench.open(options)) {
            bench.restore(session, options, out::println);
            lesson.start(bench.desk(session, options));
        }
        out.printf("lab %02d: ready%n", lesson.number());
        out.flush();
        return ExitCode.PASSED;
    }
}
