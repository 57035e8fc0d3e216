package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Discovery;
import org.namingofcats.probe.evidence.Lab;

/** The experiments of one run, which share a stage that is set when the first of them begins. */
public final class Experiments implements AutoCloseable {
    private final List<Experiment> all;
    private final KubernetesClient client;
    private final Discovery discovery;
    private final String namespace;
    private Stage stage;
    private Boolean allowed;

    /** @param all those to make; none when the user wants the cluster left as it is */
    public Experiments(List<Experiment> all, KubernetesClient client, Discovery discovery, String namespace) {
        this.all = all.stream().sorted(Comparator.comparing(Experiment::id)).toList();
        this.client = client;
        this.discovery = discovery;
        this.namespace = namespace;
    }

    /** The checks of one path; those that cannot be made here are skipped ones. */
    public List<Check> of(String path, Lab lab) {
        return all.stream().filter(experiment -> experiment.id().startsWith(path + "/")).map(experiment -> {
            Optional<String> missing = experiment.missing(lab).or(this::permission);
            return missing.<Check>map(why -> new Check.Skipped(experiment.id(), experiment.vantage().label(), why))
                    .orElseGet(() -> new ExperimentCheck(experiment, () -> stage(lab)));
        }).toList();
    }

    private synchronized Stage stage(Lab lab) {
        if (stage == null) {
            stage = new Stage(client, discovery, lab, model(lab).orElseThrow(() -> new StageFailure(
                    "no Deployment of a workload with one container in " + namespace + " to make more pods like its own")));
        }
        return stage;
    }

    /** The pods of an experiment are like those of the lab's plainest Deployment; what else a user runs there bears no passport. */
    Optional<Deployment> model(Lab lab) {
        Set<String> workloads = lab.pods().stream().map(Lab.Pod::workload).collect(Collectors.toSet());
        return client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .filter(deployment -> workloads.contains(deployment.getSpec().getTemplate().getMetadata().getLabels().get(Lab.NAME_LABEL)))
                .filter(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().size() == 1)
                .filter(deployment -> deployment.getSpec().getTemplate().getSpec().getInitContainers().isEmpty())
                .findFirst();
    }

    /** Why this user cannot have a stage, asked once by what it needs first: to see what was left, to make it, and to say that it is in use. */
    private synchronized Optional<String> permission() {
        if (allowed == null) {
            try {
                allowed = Stream.of("list", "create", "patch").allMatch(verb -> client.authorization().v1().selfSubjectAccessReview().create(
                        new SelfSubjectAccessReviewBuilder().withNewSpec().withNewResourceAttributes()
                                .withVerb(verb).withResource("namespaces").endResourceAttributes().endSpec().build())
                        .getStatus().getAllowed());
            } catch (KubernetesClientException e) {
                allowed = e.getCode() != 403; // a server that hesitates has refused nothing
            }
        }
        return allowed ? Optional.empty()
                : Optional.of("this user may not list, make and patch namespaces, which experiments need for objects of their own");
    }

    @Override
    public synchronized void close() {
        if (stage != null) {
            stage.close();
        }
    }
}
