package org.namingofcats.probe.evidence;

import java.util.List;

/** Hears of a verification while it is made. A result may be followed by another one of the same check, which then counts. */
public interface Progress {
    /** Nobody listens. */
    Progress UNHEARD = new Progress() {};

    /** These checks are to be made, in this order; told anew at each look at the lab. */
    default void planned(List<Check> checks) {}

    /** This came of one of them, from any thread. */
    default void made(CheckResult result) {}
}
