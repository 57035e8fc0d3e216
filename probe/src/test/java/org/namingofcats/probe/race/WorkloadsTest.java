package org.namingofcats.probe.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a rollout, or a deletion, is over: not before the last old pod has ended. */
@EnableKubernetesMockClient(crud = true)
class WorkloadsTest {
    KubernetesClient client;

    private Workloads workloads;

    @BeforeEach
    void deploy() {
        workloads = new Workloads(new Scene(client, "cats", null, null, mark -> { }));
        deployment(1, 2, 2);
        pod("b-1", true, false);
        pod("b-2", true, false);
    }

    private void deployment(long observed, int updated, int available) {
        client.resource(new DeploymentBuilder().withNewMetadata().withName("b").withNamespace("cats").endMetadata()
                .withNewSpec().withReplicas(2).endSpec().withNewStatus().withObservedGeneration(observed).withReplicas(2)
                .withUpdatedReplicas(updated).withAvailableReplicas(available).endStatus().build()).createOr(op -> op.update());
        client.apps().deployments().inNamespace("cats").withName("b").editStatus(one -> {
            one.getStatus().setObservedGeneration(one.getMetadata().getGeneration() + observed - 1);
            return one;
        });
    }

    private void pod(String name, boolean ready, boolean ending) {
        client.resource(new PodBuilder().withNewMetadata().withName(name).withNamespace("cats").withLabels(Map.of("app.kubernetes.io/name", "b"))
                .withFinalizers(ending ? List.of("test/keep") : List.of()).endMetadata().withNewSpec().endSpec()
                .withNewStatus().addNewCondition().withType("Ready").withStatus(ready ? "True" : "False").endCondition().endStatus()
                .build()).create();
        if (ending) {
            client.pods().inNamespace("cats").withName(name).delete(); // the finalizer keeps it terminating
        }
    }

    @Test
    void allPodsAreTheNewestAndReady() {
        assertTrue(workloads.isSettled("b"));
    }

    @Test
    void theControllerHasNotSeenTheChangeYet() {
        deployment(0, 2, 2);
        assertFalse(workloads.isSettled("b"));
    }

    @Test
    void oneIsStillOld() {
        deployment(1, 1, 2);
        assertFalse(workloads.isSettled("b"));
    }

    @Test
    void oneIsNotAvailable() {
        deployment(1, 2, 1);
        assertFalse(workloads.isSettled("b"));
    }

    @Test
    void anOldOneHasNotEnded() {
        pod("b-0", true, true);
        assertFalse(workloads.isSettled("b"));
        assertEquals(2, workloads.ready("b").size(), "it is not counted among those that answer");
    }

    @Test
    void oneIsNotReadyWhateverTheDeploymentSays() {
        client.pods().inNamespace("cats").withName("b-2").delete();
        pod("b-3", false, false);
        assertFalse(workloads.isSettled("b"));
    }
}
