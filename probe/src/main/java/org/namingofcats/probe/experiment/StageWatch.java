package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** Tells that something on a stage has changed, so that nobody has to ask the API server again and again whether it has. */
final class StageWatch implements ResourceEventHandler<HasMetadata>, AutoCloseable {
    /** What is not watched, such as an address that another controller gives, may have changed after so long. */
    private static final long PATIENCE_MILLIS = 1_000;
    /** Changes come in bunches. */
    private static final long BUNCH_MILLIS = 50;

    private final List<SharedIndexInformer<?>> informers;
    private long changes;

    StageWatch(KubernetesClient client, String namespace) {
        informers = List.of(follow(client.pods().inNamespace(namespace)), follow(client.services().inNamespace(namespace)),
                follow(client.discovery().v1().endpointSlices().inNamespace(namespace)));
    }

    private <T extends HasMetadata> SharedIndexInformer<T> follow(Informable<T> objects) {
        SharedIndexInformer<T> informer = objects.runnableInformer(0);
        informer.addEventHandler(this);
        informer.exceptionHandler((started, problem) -> true); // meanwhile patience will do
        informer.start();
        return informer;
    }

    @Override
    public void onAdd(HasMetadata object) {
        changed();
    }

    @Override
    public void onUpdate(HasMetadata old, HasMetadata object) {
        changed();
    }

    @Override
    public void onDelete(HasMetadata object, boolean unknown) {
        changed();
    }

    /** Somebody knows of a change that has yet to arrive. */
    synchronized void changed() {
        changes++;
        notifyAll();
    }

    /** How many there were. */
    synchronized long changes() {
        return changes;
    }

    /** Waits until there were more than {@code seen}; patience that is at its end counts as one, so that the next look is a new one. */
    void await(long seen) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        synchronized (this) {
            for (long left = PATIENCE_MILLIS; changes == seen && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            if (changes == seen) {
                changed();
            }
        }
        Thread.sleep(BUNCH_MILLIS);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
