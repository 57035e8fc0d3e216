package org.namingofcats.probe.vantage;

/** The agent itself could not be asked, which says nothing about what it should have dialled. */
public class AgentUnreachable extends RuntimeException {

    /** @param message which agent, and why */
    public AgentUnreachable(String message) {
        super(message);
    }
}
