package org.namingofcats.api;

/**
 * The receiver's side of the evidence.
 *
 * @param nonce  the nonce asked about
 * @param served how many requests that bore it this container has answered
 */
public record Receipt(String nonce, int served) {}
