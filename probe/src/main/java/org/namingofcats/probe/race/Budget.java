package org.namingofcats.probe.race;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;

/** Sees to it that a PodDisruptionBudget is never broken while it is watched. */
final class Budget implements Watcher<PodDisruptionBudget> {
    private final Scene scene;

    private Budget(Scene scene) {
        this.scene = scene;
    }

    /** Watches all budgets of the lab; each break is a problem of the scene. */
    static Watch watch(Scene scene) {
        return scene.client().policy().v1().podDisruptionBudget().inNamespace(scene.namespace()).watch(new Budget(scene));
    }

    @Override
    public void eventReceived(Action action, PodDisruptionBudget budget) {
        var status = budget.getStatus();
        if (status != null && status.getCurrentHealthy() != null && status.getCurrentHealthy() < status.getDesiredHealthy()) {
            scene.problem("the budget " + budget.getMetadata().getName() + " was broken: " + status.getCurrentHealthy() + " healthy pods, "
                    + status.getDesiredHealthy() + " wanted");
        }
    }

    /** The client watches anew by itself unless the API server has forgotten how far it was; what was broken since, nobody knows. */
    @Override
    public void onClose(WatcherException cause) {
        scene.unknown("nobody watched the budgets to the end: " + cause.getMessage());
    }
}
