package org.namingofcats.api;

/**
 * Two containers of one pod, each by its own passport.
 *
 * @param self    the container that was asked
 * @param sidecar its neighbour, asked over localhost
 */
public record PodPassports(Passport self, Passport sidecar) {}
