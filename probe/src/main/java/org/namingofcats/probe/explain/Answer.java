package org.namingofcats.probe.explain;

import static org.namingofcats.probe.vantage.Quote.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.explain.Station.Kind;
import org.namingofcats.probe.vantage.Agent.Dialled;

/**
 * What came back, told by itself.
 *
 * @param dialled  result and nonce
 * @param passport passport in it, {@code null} if there is none
 */
record Answer(Dialled dialled, Passport passport) {

    static Answer of(Dialled dialled, ObjectMapper json) {
        return new Answer(dialled, dialled.result().body() == null ? null : read(dialled.result().body(), json));
    }

    private static Passport read(String body, ObjectMapper json) {
        try {
            Passport passport = quoted(json.readValue(body, Passport.class));
            return passport == null || passport.podUid() == null || passport.peerAddress() == null ? null : passport;
        } catch (JsonProcessingException e) {
            return null; // an error page: nobody of ours
        }
    }

    /** What the name became where the request started. */
    Station lookup(String host, String from) {
        DialResult result = dialled.result();
        String where = "agent " + from;
        if (Choice.isAddress(host)) {
            return Station.read(Kind.LOOKUP, where, List.of(host),
                    "The URL holds an address: there is no name to look up.");
        }
        if (result.remoteAddress() == null) {
            return Station.read(Kind.LOOKUP, where, List.of(host + " → (none)"), "The name has no address there.");
        }
        String found = String.format(Locale.ROOT, "%s → %s in %.1f ms", host, address(), result.timing().lookup());
        return Station.read(Kind.LOOKUP, where, List.of(found), "The agent's resolver gave the name this address.");
    }

    /** Address that was dialled, {@code null} if the name had none. */
    String address() {
        String remote = dialled.result().remoteAddress();
        return remote == null ? null : remote.substring(0, remote.lastIndexOf(':'));
    }

    /** Who answered, compared with the API server's objects, and on localhost with {@code here}, the asker's namespace. */
    Station pod(Lab lab, String here) {
        if (passport == null) {
            DialResult result = dialled.result();
            return Station.unread(Kind.POD, "nobody", "no passport came back: " + result.outcome()
                    + (result.message() == null ? "" : ", " + result.message()));
        }
        Optional<Lab.Pod> known =
                lab.pods().stream().filter(pod -> pod.uid().equals(passport.podUid())).findFirst();
        String doubt = !dialled.nonce().equals(passport.nonce()) ? "The nonce is another request's: this answer is not to be trusted."
                : known.isEmpty() ? "The API server knows no ready pod of the lab with this UID."
                : !known.get().ip().equals(passport.podIp()) || !known.get().node().equals(passport.node())
                        ? "The API server says " + known.get().ip() + " on " + known.get().node() + "."
                : "The nonce is the request's own; UID, IP and node are those the API server knows."
                        + (!String.valueOf(passport.networkNamespace()).equals(here) ? ""
                                : " It is in the very network namespace that the request started in.");
        return Station.read(Kind.POD, where(), List.of(
                "podIp " + passport.podIp() + ", container " + passport.container() + ", podUid " + passport.podUid(),
                "networkNamespace " + passport.networkNamespace() + ", nonce " + passport.nonce()), doubt);
    }

    private String where() {
        return "pod " + passport.pod() + " on node " + passport.node();
    }

    /** Whose address the pod saw. */
    Station source(Lab lab) {
        String client = dialled.result().clientAddress();
        if (passport == null || client == null) {
            return Station.unread(Kind.SOURCE, "nobody", "no workload told whom it saw");
        }
        String peer = passport.peerAddress();
        Lab.Owner owner = lab.owners().get(peer);
        return Station.read(Kind.SOURCE, where(), List.of("client " + client + ", peerAddress " + peer),
                peer.equals(client) ? "Kept: the pod saw the client's own address."
                        : owner != null ? "Rewritten: the pod saw an address of " + owner + "."
                        : "Rewritten: the pod saw " + peer
                                + ", an address that is neither a node's nor the ingress controller's.");
    }
}
