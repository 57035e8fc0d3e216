package org.namingofcats.probe.load;

import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.vantage.Line;

/** A line that is there for lanes of load: whoever uses it for something else is wrong. */
abstract class LoadOnly implements Line {
    @Override
    public DialResult dial(DialRequest request) {
        throw new AssertionError("nobody dials");
    }

    @Override
    public AgentIdentity identity() {
        throw new AssertionError("nobody asks");
    }
}
