package org.namingofcats.api;

/**
 * How a dialled request went, as the agent saw it.
 *
 * @param outcome       how it ended; an agent never says {@link Outcome#WRONG_ANSWER}, that is for who knows the cluster
 * @param status        HTTP status, 0 when there was no answer
 * @param body          the answer's body, cut at 64 KiB; {@code null} without an answer
 * @param remoteAddress {@code ip:port} the agent connected to, {@code null} when the name had no address
 * @param clientAddress the agent's own IP address on that connection, {@code null} if none came about
 * @param timing        how long each phase took
 * @param message       why it is not {@link Outcome#OK}; {@code null} otherwise
 */
public record DialResult(
        Outcome outcome,
        int status,
        String body,
        String remoteAddress,
        String clientAddress,
        Timing timing,
        String message) {

    /**
     * Phases of one request on the monotonic clock, in milliseconds; a phase that was not reached is 0.
     *
     * @param lookup    name lookup
     * @param connect   TCP handshake
     * @param firstByte from the request's last byte sent to the answer's first byte
     * @param total     everything, until the answer's last byte
     */
    public record Timing(double lookup, double connect, double firstByte, double total) {}
}
