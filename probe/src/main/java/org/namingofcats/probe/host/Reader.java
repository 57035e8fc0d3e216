package org.namingofcats.probe.host;

import java.util.List;

/** Runs a command that only reads, where packets pass. */
@FunctionalInterface
public interface Reader {

    /**
     * Never throws: what cannot be read is a {@link Reading} with its reason.
     *
     * @param command program and arguments, each of which stays one word
     */
    Reading read(Spot spot, List<String> command);
}
