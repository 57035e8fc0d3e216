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
    private final DialTarget target;
    private final Admission admission;
    private final boolean keep;
    private final InetAddress fixed;
    private final Watchdog watchdog;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param admission says whether the target may be dialled
     * @param keep      whether a connection carries more than one request
     * @param keen      whether it is all about the time they take; then one request is under way at a time
     * @throws Forbidden                when it may not
     * @throws IllegalArgumentException when the URL is none
     */
    Connections(String url, Admission admission, boolean keep, boolean keen) {
        this.target = DialTarget.of(url);
        this.admission = admission;
        this.keep = keep;
        this.fixed = target.host().matches("[\\d.]+|\\[.*") ? literal() : null;
        this.watchdog = keen ? new Watchdog() : null;
    }

    Wire take(long deadline) throws IOException {
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            if (wire.isUsable()) {
                return wire;
            }
            wire.close();
        }
        InetSocketAddress to = new InetSocketAddress(address(deadline), target.port());
        return watchdog == null ? PatientWire.open(to, deadline) : KeenWire.open(to, deadline, watchdog);
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
        if (watchdog != null) {
            watchdog.close();
        }
    }

    private InetAddress literal() {
        try {
            return admission.admit(target);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + target.host() + "' is no address");
        }
    }
}
