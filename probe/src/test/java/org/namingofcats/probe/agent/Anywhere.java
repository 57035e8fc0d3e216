package org.namingofcats.probe.agent;

import java.net.InetAddress;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/** Dials wherever a test wants, for tests of what comes of it; what may be dialled is {@link TargetCheckTest}'s. */
final class Anywhere {
    private Anywhere() {}

    static DialResult dial(DialRequest request) {
        return new Attempt(request, target -> TargetCheck.choose(InetAddress.getAllByName(target.host()))).make();
    }
}
