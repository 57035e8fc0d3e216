package org.namingofcats.probe.evidence;

/** What a check comes to. Only {@link #PASS} is a pass. */
public enum Verdict {
    /** What was expected was seen, three times in a row. */
    PASS,
    /** Something else was seen. */
    FAIL,
    /** This cluster cannot do it; the reason says what is missing. */
    SKIPPED,
    /** Nothing was learnt: the agent could not be asked, or a closed door has no open twin. */
    INCONCLUSIVE
}
