package org.namingofcats.probe.page;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.CompletableFuture;

/**
 * What the API server says of a pod that is deleted, by a watch of its own.
 *
 * @param ending when it was told to end, in milliseconds since 1970
 * @param gone   when it was no more
 */
record Fate(CompletableFuture<Long> ending, CompletableFuture<Long> gone) implements Watcher<Pod> {
    @Override
    public void eventReceived(Action action, Pod pod) {
        if (action == Action.DELETED) {
            gone.complete(System.currentTimeMillis());
        } else if (pod.getMetadata().getDeletionTimestamp() != null) {
            ending.complete(System.currentTimeMillis());
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        // The client watches anew, and is told the state of then.
    }
}
