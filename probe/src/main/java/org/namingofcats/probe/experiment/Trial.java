package org.namingofcats.probe.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Examiner;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Agent;

/** One experiment while it is being made: its stage, and looks at it that end as soon as one is not as expected. */
public final class Trial {
    private final Experiment experiment;
    private final Stage stage;
    private final Examiner examiner;

    Trial(Experiment experiment, Stage stage, Examiner examiner) {
        this.experiment = experiment;
        this.stage = stage;
        this.examiner = examiner;
    }

    /** Objects to change. */
    public Stage stage() {
        return stage;
    }

    /** The lab whose agents look on. */
    public Lab lab() {
        return examiner.lab();
    }

    /** How long a look may take to come out as expected. */
    Duration patience() {
        return examiner.patience();
    }

    /** This trial with looks that give up after {@code patience}. */
    Trial within(Duration patience) {
        return new Trial(experiment, stage, examiner.within(patience));
    }

    /** Has {@code agents} ask {@code url}; the result bears the experiment's name. */
    public CheckResult look(List<Agent> agents, String url, Map<String, String> headers, Expectation expectation) {
        return look(agents.stream().map(agent -> new Call(agent, url, headers, expectation)).toList());
    }

    /** Makes these calls; the result bears the experiment's name. */
    public CheckResult look(List<Call> calls) {
        return examiner.dial(new Check.Dial(experiment.id(), experiment.vantage(), calls, Optional.empty()))
                .expecting(experiment.expected());
    }

    /**
     * Looks as something must be for the rest to mean anything, e.g. a door open before it is closed.
     *
     * @throws Ended with this look's own result when it is not so
     */
    public CheckResult must(
            String when, List<Agent> agents, String url, Map<String, String> headers, Expectation expectation) {
        return must(when, look(agents, url, headers, expectation));
    }

    /** A necessary look that has been made. */
    public CheckResult must(String when, CheckResult result) {
        if (result.verdict() != Verdict.PASS) {
            throw new Ended(result.but(Verdict.FAIL, when + ": " + result.reason()));
        }
        return result;
    }

    /** What the last look says; {@code what} it shows is told only when it came out as expected. */
    static CheckResult shows(CheckResult last, String what) {
        return last.verdict() == Verdict.PASS ? last.but(Verdict.PASS, what) : last;
    }

    /** The address that the client of a look that was answered had for it. A machine may have several, of which another leads elsewhere. */
    static String client(CheckResult answered) {
        return answered.evidence().calls().getFirst().clientAddress();
    }

    /** A look without headers of its own. */
    public CheckResult look(List<Agent> agents, String url, Expectation expectation) {
        return look(agents, url, Map.of(), expectation);
    }

    /** A necessary look without headers of its own. */
    public CheckResult must(String when, List<Agent> agents, String url, Expectation expectation) {
        return must(when, agents, url, Map.of(), expectation);
    }

    /** A result that no request is needed for. */
    public CheckResult fact(Verdict verdict, String reason) {
        return new ExperimentCheck(experiment, () -> stage).withoutEvidence(verdict, reason);
    }

    /** Ends the trial early with the result of the look that was not as expected. */
    static final class Ended extends RuntimeException {
        private final transient CheckResult result;

        Ended(CheckResult result) {
            super(result.reason());
            this.result = result;
        }

        CheckResult result() {
            return result;
        }
    }
}
