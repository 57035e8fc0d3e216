package org.namingofcats.probe.load;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Where requests that do not wait for each other get their connections from: a new one each, or the one that was idle for the shortest time. */
final class Connections implements Closeable {
    private final Destination to;
    private final boolean keep;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();

    /** @param keep whether a connection carries more than one request */
    Connections(Destination to, boolean keep) {
        this.to = to;
        this.keep = keep;
    }

    Wire take(long deadline) throws IOException {
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            if (wire.isUsable()) {
                return wire;
            }
            wire.close();
        }
        return Wire.open(to.address(deadline), deadline);
    }

    /** Back from a request; {@code reusable} when its answer has been read to the end. */
    void give(Wire wire, boolean reusable) {
        if (keep && reusable) {
            idle.addFirst(wire);
        } else {
            wire.close();
        }
        giveUpTheLongestIdle();
    }

    /**
     * A connection that was needed once, when requests came late, is closed while its server is still there to hear it. Without that its goodbye may come
     * when the pod has gone, and whoever repeats that keeps an entry in a node's connection table that misleads the next one to come by this port.
     */
    private void giveUpTheLongestIdle() {
        Wire longest = idle.peekLast();
        if (longest != null && longest.isIdleForTooLong() && idle.removeLastOccurrence(longest)) {
            longest.close();
        }
    }

    @Override
    public void close() {
        idle.forEach(Wire::close);
    }
}
