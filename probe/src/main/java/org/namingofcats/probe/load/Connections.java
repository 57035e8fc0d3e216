package org.namingofcats.probe.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.namingofcats.probe.agent.Admission;
import org.namingofcats.probe.agent.DialTarget;
import org.namingofcats.probe.agent.Lookup;
import org.namingofcats.probe.agent.UntilDeadline;

/** Where a lane's requests get their connections from: a new one each, or the one that was idle for the shortest time. */
final class Connections implements Closeable {
    /**
     * A connection that was idle for longer is given up. It has to be less than the time for which a server that stops
     * still answers (quarkus.shutdown.delay): who uses a connection more often hears in time that it will be closed, and
     * who does not may send a request into its end, which no server can prevent (RFC 9112, section 9.5).
     */
    private static final long MOST_IDLE_NANOS = 1_000_000_000;

    private final DialTarget target;
    private final Admission admission;
    private final boolean keep;
    private final InetAddress fixed;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param admission says whether the target may be dialled
     * @throws Forbidden                when it may not
     * @throws IllegalArgumentException when the URL is none
     */
    Connections(String url, Admission admission, boolean keep) {
        this.target = DialTarget.of(url);
        this.admission = admission;
        this.keep = keep;
        this.fixed = target.host().matches("[\\d.]+|\\[.*") ? literal() : null;
    }

    Wire take(long deadline) throws IOException {
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            if (wire.idleNanos() < MOST_IDLE_NANOS && !wire.isStale()) {
                return wire;
            }
            wire.close();
        }
        return Wire.open(new InetSocketAddress(address(deadline), target.port()), deadline);
    }

    /** A name is looked up each time, as its address may have changed. */
    private InetAddress address(long deadline) throws IOException {
        return fixed != null ? fixed
                : Lookup.of(() -> admission.admit(target), UntilDeadline.left(deadline)).address();
    }

    /** Back from a request; {@code reusable} when its answer has been read to the end. */
    void give(Wire wire, boolean reusable) {
        if (keep && reusable) {
            idle.addFirst(wire);
        } else {
            wire.close();
        }
    }

    DialTarget target() {
        return target;
    }

    @Override
    public void close() {
        idle.forEach(Wire::close);
    }

    private InetAddress literal() {
        try {
            return admission.admit(target);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + target.host() + "' is no address");
        }
    }
}
