package org.namingofcats.probe.vantage;

import java.io.InputStream;
import java.util.List;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;

/**
 * The line to an agent that should be there and cannot be asked.
 *
 * @param why it cannot, for the user
 */
public record SilentLine(String why) implements Line {
    @Override
    public DialResult dial(DialRequest request) {
        throw new AgentUnreachable(why);
    }

    @Override
    public AgentIdentity identity() {
        throw new AgentUnreachable(why);
    }

    @Override
    public InputStream listen(String path, List<String> urls, Object body) {
        throw new AgentUnreachable(why);
    }

    @Override
    public void end(String path) {
        throw new AgentUnreachable(why);
    }
}
