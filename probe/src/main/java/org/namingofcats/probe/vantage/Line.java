package org.namingofcats.probe.vantage;

import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/** How the orchestrator talks to one agent. */
public interface Line {

    /**
     * Has the agent make one request.
     *
     * @throws AgentUnreachable when no result came back
     */
    DialResult dial(DialRequest request);

    /**
     * Asks the agent who it is.
     *
     * @throws AgentUnreachable when no answer came back
     */
    AgentIdentity identity();
}
