package org.namingofcats.api;

/**
 * How a request ended: a closed set, because "any error" would let a typo pass for a closed door.
 * The names follow agnhost's {@code connect} (TIMEOUT, REFUSED, DNS, OTHER).
 */
public enum Outcome {
    /** A 2xx answer. */
    OK,
    /** A 2xx answer, but not by whom it should have been, or without a passport. */
    WRONG_ANSWER,
    /** An answer with another status than 2xx. */
    HTTP_ERROR,
    /** The address is there, nobody listens on the port: TCP RST to our SYN, or a Service without endpoints. */
    REFUSED,
    /** The connection was there and was cut before the answer was complete. */
    RESET,
    /** Nothing came back before the deadline: somebody drops packets. */
    TIMEOUT,
    /** No route: from our own routing table, or ICMP unreachable from a router. */
    UNREACHABLE,
    /** The name has no address. */
    DNS,
    /** None of the above; the message says what. */
    OTHER
}
