package org.namingofcats.probe.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a check's verdict rests on. The single fields sum up {@link #calls()}; distinct values are joined by {@code ", "}.
 *
 * @param answeredBy      pods that answered, {@code null} if none did
 * @param peerSeen        source addresses that the workload saw
 * @param clientAddress   the clients' own addresses
 * @param sourcePreserved whether every workload saw its client's own address; {@code null} when nobody answered
 * @param rewrittenBy     who put another source address in its place, e.g. {@code node worker2}; {@code null} if nobody
 * @param millis          median time of a call in milliseconds, {@code null} when none was made
 * @param spreadMillis    slowest minus fastest call in milliseconds
 * @param calls           each place asked from and each place asked
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Evidence(
        String answeredBy,
        String peerSeen,
        String clientAddress,
        Boolean sourcePreserved,
        String rewrittenBy,
        Double millis,
        Double spreadMillis,
        List<CallEvidence> calls) {

    /** A check that dialled nobody. */
    public static final Evidence NONE = new Evidence(null, null, null, null, null, null, null, List.of());

    /**
     * One client asking one address, as often as it took.
     *
     * @param from          the agent, e.g. {@code pod:worker2}
     * @param target        URL asked
     * @param outcome       last outcome, by name
     * @param status        last HTTP status, 0 without an answer
     * @param made          calls made
     * @param answeredBy    distinct pods that answered, sorted
     * @param peersSeen     distinct source addresses seen, sorted
     * @param clientAddress the client's own address, {@code null} if no connection came about
     * @param lookupMillis  median name lookup
     * @param connectMillis median TCP handshake
     * @param firstByteMillis median wait for the first byte
     * @param totalMillis   median of the whole
     * @param requestMillis the whole of each request that the medians are of, in the order in which they were made
     */
    public record CallEvidence(
            String from,
            String target,
            String outcome,
            int status,
            int made,
            List<String> answeredBy,
            List<String> peersSeen,
            String clientAddress,
            double lookupMillis,
            double connectMillis,
            double firstByteMillis,
            double totalMillis,
            List<Double> requestMillis) {}
}
