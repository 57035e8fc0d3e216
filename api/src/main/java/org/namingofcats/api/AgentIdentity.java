package org.namingofcats.api;

import java.util.List;

/**
 * Where an agent stands: the addresses it can be seen under.
 *
 * @param node             the node it runs on, {@code null} outside the cluster
 * @param pod              its pod, {@code null} outside the cluster
 * @param addresses        its IP addresses, without loopback and link-local ones
 * @param macAddress       MAC of the interface with the first of them, {@code null} if there is none
 * @param networkNamespace inode of its network namespace
 */
public record AgentIdentity(
        String node, String pod, List<String> addresses, String macAddress, String networkNamespace) {}
