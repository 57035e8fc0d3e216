package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Discovery;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Pod;
import org.namingofcats.probe.host.PutBack;

/**
 * A namespace of one run, with workloads like the lab's own, for experiments to change and break. It goes when the run
 * ends, by a signal too; what a killed run left behind goes when a later one begins, that of a run beside this one stays.
 */
public final class Stage implements AutoCloseable {
    /** How the name of every stage begins; the rest nobody knows before. */
    public static final String PREFIX = "naming-of-cats-x";
    private static final Map<String, String> OURS = Map.of("app.kubernetes.io/part-of", "naming-of-cats",
            "app.kubernetes.io/component", "experiment");
    private static final String CAST = "namingofcats.org/cast";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final Discovery discovery;
    private final Lab lab;
    private final Deployment model;
    private final Duration deadline;
    private final String namespace = PREFIX + UUID.randomUUID().toString().substring(0, 8);
    private final PutBack removal;
    private final Heartbeat heartbeat;
    private final StageWatch watch;
    private final Map<String, Deployment> cast = new ConcurrentHashMap<>();
    private Lab seen;
    private long seenAt;

    /**
     * Makes the namespace.
     *
     * @param lab   whose agents look on
     * @param model Deployment whose pods the stage's are like
     * @throws io.fabric8.kubernetes.client.KubernetesClientException with 403 when this user may not make one, or not keep it alive
     */
    public Stage(KubernetesClient client, Discovery discovery, Lab lab, Deployment model) {
        this(client, discovery, lab, model, DEADLINE);
    }

    /** @param deadline how long what is waited for may take */
    Stage(KubernetesClient client, Discovery discovery, Lab lab, Deployment model, Duration deadline) {
        this.deadline = deadline;
        this.client = client;
        this.discovery = discovery;
        this.lab = lab;
        this.model = model;
        client.namespaces().withLabels(OURS).list().getItems().stream()
                .filter(left -> left.getMetadata().getDeletionTimestamp() == null && Heartbeat.hasStopped(left))
                .forEach(left -> client.resource(left).delete());
        this.heartbeat = new Heartbeat(client, namespace);
        this.removal = new PutBack("namespace " + namespace, () -> client.namespaces().withName(namespace).delete());
        Namespace made = new NamespaceBuilder().withNewMetadata().withName(namespace).withLabels(OURS).withAnnotations(Heartbeat.now())
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted").endMetadata().build();
        try {
            client.resource(made).create();
            heartbeat.renew();
        } catch (RuntimeException e) {
            close(); // it may be there all the same, and at the end the client is closed
            throw e;
        }
        this.watch = new StageWatch(client, namespace);
    }

    /**
     * What is on the stage, as a lab of its own: workloads, Services, Ingresses, agents. All who wait for something share a look
     * for as long as nothing changes: seven lists each, five times a second, are much for an API server on two cores.
     */
    public synchronized Lab look() {
        long changes = watch.changes();
        if (seen == null || seenAt != changes) {
            seen = discovery.look(namespace, lab);
            seenAt = changes;
        }
        return seen;
    }

    /** Has {@code actor} come, a Deployment of one pod, unless it was called before. Does not wait for it. */
    public void call(String actor) {
        cast.computeIfAbsent(actor, name -> create(deployment(name)));
    }

    /** The one pod of {@code actor}, who is called when first asked for. Waits until the pod is ready. */
    public Pod pod(String actor) {
        call(actor);
        return arrived(actor);
    }

    /** The one pod of {@code actor}, once it is ready. */
    Pod arrived(String actor) {
        return arrived("a ready pod of " + actor, CAST, actor, () -> ready(actor), pods -> pods.size() == 1).getFirst();
    }

    /** Asks {@code look} until {@code enough} says yes; if it never does, tells why the pods with this label have not come. */
    <T> T arrived(String what, String label, String actor, Supplier<T> look, Function<T, Boolean> enough) {
        try {
            return await(what, look, enough);
        } catch (StageFailure late) { // when somebody reads this the stage is gone
            throw new StageFailure(late.getMessage() + Backstage.why(client, namespace, label, actor));
        }
    }

    /** Deletes the pod of {@code actor} and waits until another one is ready and the old one is gone. */
    public Pod replace(String actor) {
        Pod old = pod(actor);
        client.pods().inNamespace(namespace).withName(old.name()).withGracePeriod(1).delete();
        await(old.name() + " to be gone", () -> client.pods().inNamespace(namespace).withName(old.name()).get(),
                pod -> pod == null);
        watch.changed();
        return pod(actor);
    }

    /** A Service in front of {@code actor}, port 80; {@code change} makes it the kind that is wanted. */
    public Service service(String name, String actor, Function<ServiceBuilder, ServiceBuilder> change) {
        ServiceBuilder service = new ServiceBuilder().withNewMetadata().withName(name).withNamespace(namespace)
                .addToLabels(Lab.NAME_LABEL, model.getSpec().getTemplate().getMetadata().getLabels().get(Lab.NAME_LABEL))
                .endMetadata().withNewSpec().withSelector(Map.of(CAST, actor))
                .withPorts(new ServicePortBuilder().withName("http").withPort(80).withNewTargetPort("http").build())
                .endSpec();
        return create(change.apply(service).build());
    }

    /** The Service as the API server has it, once {@code complete} says that it is all there. */
    public Lab.Service service(String name, Function<Lab.Service, Boolean> complete) {
        return await("Service " + name, () -> look().services().stream().filter(service -> service.name().equals(name))
                .findFirst().orElse(null), service -> service != null && complete.apply(service));
    }

    /** Makes an object in this namespace, or brings the one of that name into this shape. */
    public <T extends HasMetadata> T create(T object) {
        object.getMetadata().setNamespace(namespace);
        T made = client.resource(object).forceConflicts().serverSideApply();
        watch.changed();
        return made;
    }

    /** For what the stage has no word for. */
    public KubernetesClient client() {
        return client;
    }

    /** Its name, which starts with {@value #PREFIX}. */
    public String namespace() {
        return namespace;
    }

    /** Asks {@code look} until {@code enough} says yes. */
    public <T> T await(String what, Supplier<T> look, Function<T, Boolean> enough) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            long changes = watch.changes();
            T found = look.get();
            if (enough.apply(found)) {
                return found;
            }
            if (System.nanoTime() > end) {
                throw new StageFailure("waited " + deadline.toSeconds() + " s in vain for " + what + " in " + namespace);
            }
            try {
                watch.await(changes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StageFailure("interrupted while waiting for " + what);
            }
        }
    }

    /** A Deployment's pods are called {@code <deployment>-<template hash>-<random>}; another's name may begin like its own. */
    private List<Pod> ready(String actor) {
        return look().pods().stream().filter(pod -> pod.name().matches(actor + "-[^-]+-[^-]+")).toList();
    }

    private Deployment deployment(String actor) {
        PodTemplateSpec template = new DeploymentBuilder(model).build().getSpec().getTemplate();
        template.getMetadata().setAnnotations(Map.of());
        template.getMetadata().getLabels().put(CAST, actor);
        template.getSpec().setServiceAccountName(null); // the model's account is the lab's
        template.getSpec().setServiceAccount(null);
        template.getSpec().setTopologySpreadConstraints(List.of());
        template.getSpec().setTerminationGracePeriodSeconds(1L); // nobody depends on it
        template.getSpec().getContainers().forEach(container -> container.setLifecycle(null));
        return new DeploymentBuilder().withNewMetadata().withName(actor).endMetadata()
                .withNewSpec().withReplicas(1).withNewSelector().addToMatchLabels(CAST, actor).endSelector()
                .withTemplate(template).endSpec().build();
    }

    @Override
    public void close() {
        heartbeat.close();
        if (watch != null) {
            watch.close();
        }
        removal.nowOrSay(); // if the cluster comes back, a later run removes this one
    }
}
