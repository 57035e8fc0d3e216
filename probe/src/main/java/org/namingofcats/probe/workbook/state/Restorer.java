package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * Brings the lab back to what was deployed, from wherever it is. Running it twice changes nothing the second time. It
 * touches what the manifests declare and what was added in the lab's own namespaces, and nothing else.
 */
public final class Restorer {
    /** As cluster/deploy.sh: the fields stay owned by one manager. */
    static final String MANAGER = "naming-of-cats";
    /** Labels that the pages let a learner put on a node. */
    private static final String OURS = "namingofcats.org/";
    /** How long an object may take to go that must be made anew. */
    private static final Duration GOING = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final String namespace;
    private final Deployed deployed;
    private final Consumer<String> say;

    /** @param say is told what is done, a line each */
    public Restorer(KubernetesClient client, String namespace, Deployed deployed, Consumer<String> say) {
        this.client = client;
        this.namespace = namespace;
        this.deployed = deployed;
        this.say = say;
    }

    /** Removes what was added, but for the {@link Notebook}, and puts back what was changed. {@link #settle} waits for what follows. */
    public void restore() {
        new Additions(client, namespace, deployed.objects()).find().stream().filter(object -> !Notebook.is(object)).forEach(object -> {
            client.resource(object).withGracePeriod(1).delete();
            say.accept("removed " + object.getKind() + " " + object.getMetadata().getName());
        });
        removeNodeLabels();
        deployed.differences().forEach(difference -> {
            putBack(difference);
            say.accept("put back " + difference.text());
        });
        new Pods(client, deployed.objects(), say).putBack();
    }

    /**
     * Waits for the rollouts, and takes away what they leave behind.
     *
     * @throws ProbeException with what is still missing when {@code patience} is over
     */
    public void settle(Duration patience) {
        new Settled(client, deployed.objects()).await(patience);
        removeOldReplicaSets();
    }

    /** In one piece, so that what was added to it goes, or anew; then applied, so that the fields have their owner again. */
    private void putBack(Difference difference) {
        HasMetadata object = deployed.objects().stream().filter(one -> one.getKind().equals(difference.kind())
                && one.getMetadata().getName().equals(difference.name())
                && Objects.equals(one.getMetadata().getNamespace(), difference.namespace())).findFirst().orElseThrow();
        HasMetadata live = client.resource(object).get();
        if (live != null && difference.undo() == null) {
            client.resource(object).delete();
            client.resource(object).waitUntilCondition(Objects::isNull, GOING.toSeconds(), TimeUnit.SECONDS);
        } else if (live != null) {
            Deployed.unlessOvertaken(() -> client.resource(deployed.wanted(client.resource(object).require(), object)).update());
        }
        client.resource(object).fieldManager(MANAGER).forceConflicts().serverSideApply();
    }

    private void removeNodeLabels() {
        for (Node node : client.nodes().list().getItems()) {
            List<String> ours = node.getMetadata().getLabels().keySet().stream().filter(label -> label.startsWith(OURS)).toList();
            if (!ours.isEmpty()) {
                client.nodes().withName(node.getMetadata().getName()).edit(old -> {
                    old.getMetadata().getLabels().keySet().removeAll(ours);
                    return old;
                });
                say.accept("removed the label " + String.join(", ", ours) + " of node " + node.getMetadata().getName());
            }
        }
    }

    /** A Deployment keeps its earlier shapes, empty, to go back to. They tell what a learner did: a page begins without. */
    private void removeOldReplicaSets() {
        for (ReplicaSet old : client.apps().replicaSets().inNamespace(namespace).list().getItems()) {
            if (old.getSpec().getReplicas() == 0 && old.getStatus().getReplicas() == 0) {
                client.resource(old).delete();
            }
        }
    }
}
