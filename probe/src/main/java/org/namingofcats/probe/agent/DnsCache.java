package org.namingofcats.probe.agent;

import java.security.Security;

/** The JDK's memory of names and addresses, which an agent must not have: a name's address may have changed since. */
public final class DnsCache {
    private DnsCache() {}

    /**
     * Turns it off; first thing in {@code main}. The JDK reads how long it remembers once, at its first lookup, and
     * Quarkus causes one with its first line of log. So does the setting of a security property, which the JDK logs:
     * the one for misses, which has a default in {@code java.security}, comes last, and the other is a system property.
     */
    public static void off() {
        System.setProperty("sun.net.inetaddr.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
