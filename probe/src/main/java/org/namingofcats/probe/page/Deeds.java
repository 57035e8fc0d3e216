package org.namingofcats.probe.page;

import java.util.List;
import org.namingofcats.probe.watch.Stop;

/**
 * What a visitor of the page may have done. Each tells the {@link Feed} what it sees as it sees it, and returns a sentence
 * that says what came of it.
 */
public interface Deeds {

    /** A path, or an experiment, that can be chosen. */
    record Choice(String name, String shows) {}

    /** The paths, the nearest first. */
    List<Choice> paths();

    /** The race experiments; none when nothing may be changed. */
    List<Choice> races();

    /** Makes every check, as {@code probe verify} does, and writes the same report. */
    String verify(Stop stop);

    /** Makes one request by a path from an agent, and explains its journey. */
    String fire(String path, String from);

    /** Makes a race experiment, one round of it. */
    String race(String name, Stop stop);
}
