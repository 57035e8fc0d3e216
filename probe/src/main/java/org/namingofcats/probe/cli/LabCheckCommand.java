package org.namingofcats.probe.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.AgentUnreachable;
import org.namingofcats.probe.workbook.page.Grade.State;
import org.namingofcats.probe.workbook.page.Grade;
import org.namingofcats.probe.workbook.page.Lesson;
import org.namingofcats.probe.workbook.state.Deployed;
import org.namingofcats.probe.workbook.state.Difference;
import org.namingofcats.probe.workbook.state.Settled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Grades a page on the live cluster. */
@Command(name = "check", mixinStandardHelpOptions = true,
        description = "Says how far you are with a page: done, not yet and why, or what is broken and how to undo it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:not yet, or broken", "2:the agent could not be asked", "64:no such page",
            "69:the cluster cannot be reached", "77:no lab, no permission, or no agent to ask"})
public class LabCheckCommand extends LabDeed {
    /** How long a change that was just made may take to be carried out. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    @Parameters(paramLabel = "NN", description = "the page's number, e.g. 03")
    String page;

    @Override
    public Integer call() {
        Lesson lesson = bench.lesson(page);
        try (Session session = bench.open(options)) {
            Grade grade = lesson.changesTheLab() ? lesson.grade(bench.desk(session, options)) : gradeOfWhole(lesson, session);
            print(lesson, grade);
            return grade.state() == State.DONE ? ExitCode.PASSED : ExitCode.FAILED;
        } catch (AgentUnreachable e) {
            throw new ProbeException(ExitCode.INCONCLUSIVE, e.getMessage(), "nothing was learnt about page " + page);
        }
    }

    /** What the lab came with comes first: nothing else works as the page says while that is broken. */
    private Grade gradeOfWhole(Lesson lesson, Session session) {
        Deployed deployed = bench.deployed(session, options);
        List<Difference> differences = deployed.differences();
        if (!differences.isEmpty()) {
            // Not a reset, which takes the page's own work along.
            return Grade.broken(Difference.text(differences), differences.getFirst().undoCommand());
        }
        try {
            new Settled(session.client(), deployed.objects()).await(SETTLING);
        } catch (ProbeException late) {
            return Grade.notYet(late.getMessage(), "check again in a moment");
        }
        return lesson.grade(bench.desk(session, options));
    }

    private void print(Lesson lesson, Grade grade) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("lab %02d: %s: %s%n", lesson.number(), grade.state().label(), grade.why());
        if (grade.next() != null) {
            out.println((grade.state() == State.BROKEN ? "  undo: " : "  hint: ") + grade.next());
        }
        out.flush();
    }
}
