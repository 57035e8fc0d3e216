package org.namingofcats.probe.race;

/**
 * Something that was done, or seen, while the lanes ran.
 *
 * @param at   by this machine's clock, in milliseconds since 1970
 * @param text for a person
 */
public record Mark(double at, String text) {}
