package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Examiner;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.Quote;

/** Makes an experiment one check among the others. */
record ExperimentCheck(Experiment experiment, Supplier<Stage> stage) implements Check {

    @Override
    public String id() {
        return experiment.id();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public CheckResult make(Examiner examiner) {
        try {
            return experiment.make(new Trial(experiment, stage.get(), examiner)).madeAgainBy(command());
        } catch (Trial.Ended ended) {
            return ended.result().madeAgainBy(command());
        } catch (StageFailure failure) {
            return withoutEvidence(Verdict.INCONCLUSIVE, failure.getMessage());
        } catch (KubernetesClientException refused) {
            return withoutEvidence(Verdict.INCONCLUSIVE, "the API server did not do what it takes: " + said(refused));
        }
    }

    /** The library's own message begins with the request, and the cause may be beyond its end. */
    private static String said(KubernetesClientException refused) {
        return refused.getStatus() == null || refused.getStatus().getMessage() == null ? ProbeException.brief(refused)
                : Quote.quoted(refused.getStatus().getMessage());
    }

    @Override
    public CheckResult withoutEvidence(Verdict verdict, String reason) {
        return new CheckResult(id(), path(), experiment.vantage().label(), null, experiment.expected(), null, verdict, reason,
                Evidence.NONE, command());
    }

    /** A request alone would be sent to what goes with the stage. */
    private String command() {
        return "probe/probe verify --path " + path();
    }
}
