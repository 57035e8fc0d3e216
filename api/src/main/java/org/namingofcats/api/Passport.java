package org.namingofcats.api;

import java.util.Map;

/**
 * What a workload answers of itself and of the request it got: the proof of who answered.
 *
 * <p>A caller that knows the cluster's objects compares every field with them; one that differs is an answer from
 * somebody else. The idea is that of gateway-api's {@code echo-basic} and agnhost's {@code netexec}.
 *
 * @param nonce            the request's {@value #NONCE_HEADER}, {@code null} when it had none
 * @param service          the workload's name, e.g. {@code service-a}
 * @param pod              pod name
 * @param podUid           pod UID: two pods of one name are still two
 * @param podIp            the pod's dignified name, {@code status.podIP}
 * @param node             node the pod runs on
 * @param container        container name, tells a sidecar from its neighbour
 * @param macAddress       MAC of the interface that carries {@code podIp}, lower case, {@code null} if there is none
 * @param networkNamespace inode of the network namespace; containers of one pod show the same
 * @param path             request path as it arrived
 * @param peerAddress      IP address of the TCP peer: the client, or whoever rewrote it
 * @param forwarded        forwarding headers as they arrived, lower-case name to value, e.g. {@code x-forwarded-for}
 */
public record Passport(
        String nonce,
        String service,
        String pod,
        String podUid,
        String podIp,
        String node,
        String container,
        String macAddress,
        String networkNamespace,
        String path,
        String peerAddress,
        Map<String, String> forwarded) {

    /** Request header whose value comes back as {@link #nonce()}. */
    public static final String NONCE_HEADER = "X-Lab-Nonce";
}
