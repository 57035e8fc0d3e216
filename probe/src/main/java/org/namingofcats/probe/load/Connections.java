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

/**
 * Where a lane's requests get their connections from: a new one each, or the one that was idle for the shortest time. A lane that
 * measures has {@value #ABREAST} and takes them in turn: which of a server's threads a connection falls to, and on which core that
 * runs, is most of the noise, and must not be decided by one throw for all of its requests.
 */
final class Connections implements Closeable {
    /** Connections of a lane that measures, as of the client in C (cluster/floor/client.c); a multiple of a server's threads on two cores. */
    static final int ABREAST = 4;

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
        boolean more = watchdog != null && idle.size() < ABREAST;
        for (Wire wire = more ? null : idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
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
        if (!keep || !reusable) {
            wire.close();
        } else if (watchdog != null) {
            idle.addLast(wire);
        } else {
            idle.addFirst(wire);
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
