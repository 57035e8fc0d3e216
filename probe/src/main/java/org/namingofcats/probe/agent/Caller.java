package org.namingofcats.probe.agent;

import jakarta.enterprise.context.RequestScoped;
import org.namingofcats.probe.grant.Grant;

/** Who asks, as far as it matters: the grant that {@link TokenFilter} found the request to bear. */
@RequestScoped
public class Caller {
    private Grant grant;

    void bears(Grant valid) {
        grant = valid;
    }

    /** What this request may have dialled. */
    public Grant grant() {
        return grant;
    }
}
