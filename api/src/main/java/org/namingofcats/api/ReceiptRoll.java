package org.namingofcats.api;

import java.util.List;

/**
 * A stretch of what a container has answered, in order.
 *
 * @param life   differs when the container has begun anew, with an empty memory
 * @param first  number of the first nonce; higher than the one asked for when those before have been forgotten
 * @param next   number that the next answer will have, to ask from next time
 * @param nonces one for each answer
 */
public record ReceiptRoll(String life, long first, long next, List<String> nonces) {}
