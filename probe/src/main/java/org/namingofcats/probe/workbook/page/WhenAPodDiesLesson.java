package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.dsl.Resource;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

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
    public Grade grade(Desk desk) {
        Resource<PodDisruptionBudget> named = desk.client().policy().v1().podDisruptionBudget().inNamespace(desk.namespace()).withName(NAME);
        PodDisruptionBudget budget = named.get();
        if (budget == null) {
            return Grade.notYet("there is no PodDisruptionBudget " + NAME, "kubectl -n " + desk.namespace() + " create poddisruptionbudget "
                    + NAME + " --selector app.kubernetes.io/name=service-a --min-available 0");
        }
        if (budget.getSpec().getSelector() == null || !PODS.equals(budget.getSpec().getSelector().getMatchLabels())) {
            return Grade.broken(NAME + " is not about the pods of service-a", "delete it and make it anew: `kubectl -n " + desk.namespace()
                    + " delete poddisruptionbudget " + NAME + "`");
        }
        PodDisruptionBudgetStatus status = desk.patience().until(named::require, WhenAPodDiesLesson::isCounted).getStatus();
        return status == null || status.getExpectedPods() == null || status.getExpectedPods() == 0
                ? Grade.notYet("nobody has counted the pods of " + NAME + " yet", "check again in a moment")
                : status.getDisruptionsAllowed() == 0
                        ? Grade.broken(NAME + " wants " + status.getDesiredHealthy() + " of " + status.getExpectedPods()
                                + " pods at all times: no node with one of them can ever be emptied",
                                "kubectl -n " + desk.namespace() + " patch poddisruptionbudget " + NAME + " -p '{\"spec\":{\"minAvailable\":0}}'")
                        : Grade.done(NAME + " lets " + status.getDisruptionsAllowed() + " pod of service-a go at a time");
    }

    /** The status is a controller's, which follows a change after a moment. */
    private static boolean isCounted(PodDisruptionBudget budget) {
        return budget.getStatus() != null && Objects.equals(budget.getMetadata().getGeneration(), budget.getStatus().getObservedGeneration());
    }
}
