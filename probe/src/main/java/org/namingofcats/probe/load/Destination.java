package org.namingofcats.probe.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.namingofcats.probe.agent.Admission;
import org.namingofcats.probe.agent.DialTarget;
import org.namingofcats.probe.agent.Lookup;
import org.namingofcats.probe.agent.UntilDeadline;

/** Where a lane's requests go: an address that was admitted once, or a name that is looked up and admitted for each connection. */
final class Destination {
    private final DialTarget target;
    private final Admission admission;
    private final InetAddress fixed;

    /**
     * @param admission says whether the target may be dialled
     * @throws org.namingofcats.probe.agent.Forbidden when it may not
     * @throws IllegalArgumentException when the URL is none
     */
    Destination(String url, Admission admission) {
        this.target = DialTarget.of(url);
        this.admission = admission;
        this.fixed = target.isAddress() ? literal() : null;
    }

    DialTarget target() {
        return target;
    }

    /** A name is looked up each time, as its address may have changed. */
    InetSocketAddress address(long deadline) throws IOException {
        InetAddress address = fixed != null ? fixed : Lookup.of(() -> admission.admit(target), UntilDeadline.left(deadline)).address();
        return new InetSocketAddress(address, target.port());
    }

    private InetAddress literal() {
        try {
            return admission.admit(target);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + target.host() + "' is no address");
        }
    }
}
