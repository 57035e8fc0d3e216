package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import jakarta.inject.Singleton;
import java.util.Map;

/** Page 7: a budget of the learner's own, which says how many pods of service-a may go at a time. */
@Singleton
class WhenAPodDiesLesson implements Lesson {
    private static final String NAME = "macavity";
    private static final Map<String, String> PODS = Map.of("app.kubernetes.io/name", "service-a");

    @Override
    public int number() {
        return 7;
    }

    @Override
    public Grade grade(Bench bench) {
        PodDisruptionBudget budget = bench.client().policy().v1().podDisruptionBudget().inNamespace(bench.namespace()).withName(NAME).get();
        if (budget == null) {
            return Grade.notYet("there is no PodDisruptionBudget " + NAME, "kubectl -n " + bench.namespace() + " create poddisruptionbudget "
                    + NAME + " --selector app.kubernetes.io/name=service-a --min-available 0");
        }
        if (budget.getSpec().getSelector() == null || !PODS.equals(budget.getSpec().getSelector().getMatchLabels())) {
            return Grade.broken(NAME + " is not about the pods of service-a", "delete it and make it anew: `kubectl -n " + bench.namespace()
                    + " delete poddisruptionbudget " + NAME + "`");
        }
        PodDisruptionBudgetStatus status = counted(bench, budget);
        return status == null || status.getExpectedPods() == null || status.getExpectedPods() == 0
                ? Grade.notYet("nobody has counted the pods of " + NAME + " yet", "check again in a moment")
                : status.getDisruptionsAllowed() == 0
                        ? Grade.broken(NAME + " wants " + status.getDesiredHealthy() + " of " + status.getExpectedPods()
                                + " pods at all times: no node with one of them can ever be emptied",
                                "kubectl -n " + bench.namespace() + " patch poddisruptionbudget " + NAME + " -p '{\"spec\":{\"minAvailable\":0}}'")
                        : Grade.done(NAME + " lets " + status.getDisruptionsAllowed() + " pod of service-a go at a time");
    }

    /** The status is a controller's, which follows a change after a moment. */
    private static PodDisruptionBudgetStatus counted(Bench bench, PodDisruptionBudget budget) {
        long end = System.nanoTime() + bench.patience().toNanos();
        PodDisruptionBudget seen = budget;
        while (System.nanoTime() < end && (seen.getStatus() == null
                || !seen.getMetadata().getGeneration().equals(seen.getStatus().getObservedGeneration()))) {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            seen = bench.client().policy().v1().podDisruptionBudget().inNamespace(bench.namespace()).withName(NAME).get();
        }
        return seen.getStatus();
    }
}
