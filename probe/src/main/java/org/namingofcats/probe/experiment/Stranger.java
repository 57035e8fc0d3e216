package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agents;

/** An agent in the stage's namespace: a pod that has no business with the lab. */
final class Stranger {
    /** Value of the label {@value Lab#NAME_LABEL}. */
    static final String NAME = "stranger";

    private Stranger() {}

    /** Puts one on the stage, made like the lab's own agents, and waits until it can dial. */
    static Agent on(Stage stage, String lab) {
        KubernetesClient client = stage.client();
        PodTemplateSpec template = client.apps().daemonSets().inNamespace(lab).list().getItems().stream()
                .map(DaemonSet::getSpec).map(spec -> spec.getTemplate())
                .filter(pod -> !Boolean.TRUE.equals(pod.getSpec().getHostNetwork()))
                .filter(pod -> Agents.port(pod.getSpec(), Agents.PORT).isPresent()).findFirst()
                .orElseThrow(() -> new StageFailure("no DaemonSet of agents in " + lab + " to make one more like"));
        secrets(template).forEach(name -> stage.create(copy(client.secrets().inNamespace(lab).withName(name).require())));
        template.getMetadata().setLabels(Map.of(Lab.NAME_LABEL, NAME));
        template.getSpec().setServiceAccountName(null); // that account is the lab's
        template.getSpec().setServiceAccount(null);
        template.getSpec().setTolerations(List.of());
        stage.create(new DeploymentBuilder().withNewMetadata().withName(NAME).endMetadata()
                .withNewSpec().withReplicas(1).withNewSelector().addToMatchLabels(Lab.NAME_LABEL, NAME).endSelector()
                .withTemplate(template).endSpec().build());
        return stage.arrived("an agent in a namespace of its own", Lab.NAME_LABEL, NAME,
                () -> stage.look().agents(Place.POD).stream().findFirst().orElse(null), Objects::nonNull);
    }

    private static List<String> secrets(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream().flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValueFrom() != null && variable.getValueFrom().getSecretKeyRef() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName()).distinct().toList();
    }

    private static Secret copy(Secret secret) {
        return new SecretBuilder().withNewMetadata().withName(secret.getMetadata().getName()).endMetadata()
                .withData(secret.getData()).build();
    }
}
