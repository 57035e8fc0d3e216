package org.namingofcats.probe.vantage;

import java.io.InputStream;
import java.util.List;
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
     * Has the agent make requests for one URL, one after the other.
     *
     * @return results in their order; fewer than requests when one timed out, which then is the last, or when their answers are long
     * @throws AgentUnreachable when no results came back
     */
    default List<DialResult> dial(List<DialRequest> requests) {
        return requests.stream().map(this::dial).toList();
    }

    /**
     * Asks the agent who it is.
     *
     * @throws AgentUnreachable when no answer came back
     */
    AgentIdentity identity();

    /**
     * Has the agent do something that takes time, and listens while it does; closing the stream is hanging up.
     *
     * @param path what, e.g. {@code /load}
     * @param urls what it is to dial for that
     * @param body the request's, as JSON
     * @throws AgentUnreachable when the agent did not take it
     */
    default InputStream listen(String path, List<String> urls, Object body) {
        throw new AgentUnreachable("this agent cannot be listened to");
    }

    /**
     * Ends what {@link #listen} began.
     *
     * @throws AgentUnreachable when the agent cannot be told
     */
    default void end(String path) {
        throw new AgentUnreachable("this agent cannot be listened to");
    }
}
