package org.namingofcats.probe.page;

import java.util.List;
import org.namingofcats.probe.watch.Stop;

/**
 * What a visitor of the page may have done. Each tells the {@link Feed} what it sees as it sees it, and returns a sentence
 * that says what came of it.
 */
public interface Deeds {

    /** A path, or an experiment, that can be chosen. */
    record Option(String name, String shows) {}

    /**
     * A request to make.
     *
     * @param path   the path's name
     * @param from   the agent's
     * @param check  id of the check whose request it is; {@code null} for the one with most to tell
     * @param target what the check asked
     */
    record Request(String path, String from, String check, String target) {}

    /** The paths, the nearest first. */
    List<Option> paths();

    /** The race experiments; none when nothing may be changed. */
    List<Option> races();

    /** Makes every check, as {@code probe verify} does, and writes the same report. */
    String verify(Stop stop);

    /** Makes one request, and explains its journey. */
    String fire(Request request);

    /** Makes a race experiment, one round of it. */
    String race(String name, Stop stop);
}
