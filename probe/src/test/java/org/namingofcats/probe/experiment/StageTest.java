package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.probe.evidence.Discovery;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.host.Pulse;

/** Two runs at once have a stage each, and leave the other's alone. */
@EnableKubernetesMockClient(crud = true)
class StageTest {
    KubernetesClient client;

    private Stage stage() {
        return new Stage(client, null, null, null);
    }

    private Set<String> namespaces() {
        return client.namespaces().list().getItems().stream().map(one -> one.getMetadata().getName()).collect(Collectors.toSet());
    }

    @Test
    void theStageOfARunBesideThisOneStays() {
        try (Stage first = stage()) {
            try (Stage second = stage()) {
                assertNotEquals(first.namespace(), second.namespace());
                assertEquals(Set.of(first.namespace(), second.namespace()), namespaces());
            }
            assertEquals(Set.of(first.namespace()), namespaces(), "each removes its own only");
        }
        assertEquals(Set.of(), namespaces());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"2026-11-25T00:00:00Z", "long ago"})
    void whatAKilledRunLeftBehindGoes(String lastBeat) {
        Namespace left = new NamespaceBuilder().withNewMetadata().withName("naming-of-cats-x0").withLabels(Map.of(
                "app.kubernetes.io/part-of", "naming-of-cats", "app.kubernetes.io/component", "experiment")).endMetadata().build();
        left.getMetadata().setAnnotations(lastBeat == null ? Map.of() : Map.of(Heartbeat.ANNOTATION, lastBeat));
        client.resource(left).create();
        try (Stage stage = stage()) {
            assertEquals(Set.of(stage.namespace()), namespaces());
        }
    }

    @Test
    void aRunThatIsBusyForAMomentIsNotDead() {
        Namespace busy = new NamespaceBuilder().withNewMetadata().addToAnnotations(Heartbeat.ANNOTATION,
                Instant.now().minus(Pulse.LIFE.dividedBy(2)).toString()).endMetadata().build();
        assertEquals(false, Heartbeat.hasStopped(busy));
    }

    /** A user's own Deployment, whose name comes first, bears no passport. */
    @Test
    void itsPodsAreLikeThoseOfAWorkload() {
        for (String name : List.of("aida", "hello", "service-b")) {
            client.resource(new DeploymentBuilder().withNewMetadata().withName(name).withNamespace("naming-of-cats").endMetadata()
                    .withNewSpec().withNewTemplate()
                    .withNewMetadata().addToLabels(name.equals("hello") ? "app" : Lab.NAME_LABEL, name).endMetadata()
                    .withNewSpec().addNewContainer().withName(name).endContainer().endSpec().endTemplate().endSpec().build()).create();
        }
        try (Experiments experiments = new Experiments(List.of(), client, null, "naming-of-cats")) {
            assertEquals("service-b", experiments.model(SmallLab.with(request -> null)).orElseThrow().getMetadata().getName());
        }
    }

    @Test
    void theHeartBeats() throws InterruptedException {
        client.resource(new NamespaceBuilder().withNewMetadata().withName("beating").withAnnotations(Heartbeat.now()).endMetadata().build()).create();
        String first = beat();
        try (Heartbeat heart = new Heartbeat(client, "beating", Duration.ofMillis(20))) {
            for (int i = 0; i < 1_000 && beat().equals(first); i++) {
                Thread.sleep(20);
            }
            assertNotEquals(first, beat(), heart::toString);
        }
    }

    private String beat() {
        return client.namespaces().withName("beating").get().getMetadata().getAnnotations().get(Heartbeat.ANNOTATION);
    }

    private String inVain() {
        Deployment model = new DeploymentBuilder().withNewMetadata().withName("service-b").endMetadata().withNewSpec().withNewTemplate()
                .withNewMetadata().addToLabels(Lab.NAME_LABEL, "service-b").endMetadata().withNewSpec().endSpec().endTemplate().endSpec().build();
        Lab empty = SmallLab.with(request -> null);
        try (Stage stage = new Stage(client, new Discovery(client, "cats", "cats-nodes", "token", Optional.empty(), new ObjectMapper()), empty, model, Duration.ZERO)) {
            client.resource(new DeploymentBuilder().withNewMetadata().withName("steady").withNamespace(stage.namespace()).endMetadata()
                    .withNewSpec().endSpec().build()).create();
            happens.accept(stage.namespace());
            return assertThrows(StageFailure.class, () -> stage.arrived("steady")).getMessage().replace(stage.namespace(), "x");
        }
    }

    private Consumer<String> happens = namespace -> { };

    /** The stage is gone when anybody could look. */
    @Test
    void whyAPodDoesNotComeIsSaid() {
        assertEquals("waited 0 s in vain for a ready pod of steady in x", inVain(), "nothing is known");
        happens = namespace -> client.apps().deployments().inNamespace(namespace).withName("steady").editStatus(made -> new DeploymentBuilder(made).withNewStatus()
                .addNewCondition().withType("Progressing").withMessage("it goes on").endCondition()
                .addNewCondition().withType("ReplicaFailure").withMessage("pods \"steady-1\" is forbidden: exceeded quota").endCondition().endStatus().build());
        assertEquals("waited 0 s in vain for a ready pod of steady in x: pods \"steady-1\" is forbidden: exceeded quota", inVain());
        happens = namespace -> List.of("steady-1", "steady-2").forEach(name -> client.resource(new PodBuilder().withNewMetadata().withName(name)
                .withNamespace(namespace).addToLabels("namingofcats.org/cast", "steady").endMetadata().withNewSpec().endSpec().withNewStatus()
                .addNewCondition().withType("PodScheduled").withStatus(name.endsWith("1") ? "True" : "False").withMessage("Insufficient cpu").endCondition()
                .addNewContainerStatus().withNewState().withNewWaiting("no such image", "ImagePullBackOff").endState().endContainerStatus()
                .endStatus().build()).create());
        assertEquals("waited 0 s in vain for a ready pod of steady in x: ImagePullBackOff, no such image: Insufficient cpu", inVain());
    }
}
