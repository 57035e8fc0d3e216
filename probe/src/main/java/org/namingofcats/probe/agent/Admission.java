package org.namingofcats.probe.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks a target's name up and says whether it may be dialled; who dials connects to the very address it returns. */
@FunctionalInterface
public interface Admission {

    /**
     * The address to dial.
     *
     * @throws UnknownHostException when the name has none
     * @throws Forbidden            when it may not be dialled
     */
    InetAddress admit(DialTarget target) throws UnknownHostException;
}
