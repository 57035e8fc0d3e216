package org.namingofcats.probe.evidence;

import static org.namingofcats.probe.vantage.Quote.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.vantage.Agent.Dialled;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * Says of one dialled request whether it is what was expected, and if not, why. A status of 200 proves nothing: the
 * answer must carry the request's own nonce, be one of the pods that the API server knows, and have seen an address
 * that can be accounted for.
 *
 * @param lab  the live objects to compare with
 * @param json mapper of the records
 */
record Judge(Lab lab, ObjectMapper json) {

    /**
     * @param outcome     how the request ended, {@link Outcome#WRONG_ANSWER} when a 200 is not what it seems
     * @param problem     what is wrong, {@code null} if it is as expected
     * @param pod         pod that answered, {@code null} if none of ours did
     * @param peer        source address that it saw
     * @param rewrittenBy who put that address there, {@code null} when it is the client's own
     */
    record Finding(Outcome outcome, String problem, Lab.Pod pod, String peer, String rewrittenBy) {
        static Finding plain(DialResult result, String problem) {
            return new Finding(result.outcome(), problem, null, null, null);
        }
    }

    /** A request with what it is worth. */
    record Judged(Dialled dialled, Finding finding) {
        /** Whether it claims that a pod served it. */
        boolean isClaim() {
            return finding.problem() == null && finding.pod() != null;
        }
    }

    /**
     * What a request is worth.
     *
     * @throws AgentUnreachable when nobody can say whose the address is that was seen
     */
    Finding judge(Dialled dialled, Expectation expectation) {
        DialResult result = dialled.result();
        return switch (expectation) {
            case Closed closed -> Finding.plain(result, !closed.outcomes().contains(result.outcome()) ? describe(result)
                    : result.outcome() == Outcome.TIMEOUT && result.clientAddress() != null && !closed.behindProxy()
                            ? "somebody took the connection" + at(result) + ", and did not answer: " + result.message() : null);
            case Status status -> result.status() == status.status()
                    ? byNoWorkload(result) : Finding.plain(result, describe(result));
            case Answer answer -> result.outcome() == Outcome.OK
                    ? passport(dialled, answer) : Finding.plain(result, describe(result));
            case OnePod pair -> result.outcome() == Outcome.OK
                    ? onePod(dialled, pair) : Finding.plain(result, describe(result));
        };
    }

    /** A workload's own 404 looks like the ingress controller's, but bears a passport. */
    private Finding byNoWorkload(DialResult result) {
        return Finding.plain(result, bearer(result)
                .map(pod -> pod.pod() + " answered " + result.status() + ": the request got through to a pod").orElse(null));
    }

    private Finding passport(Dialled dialled, Answer answer) {
        Optional<Passport> bearer = bearer(dialled.result());
        if (bearer.isEmpty()) {
            return wrong("a 200 without a passport: somebody else answered");
        }
        Passport passport = bearer.get();
        if (!dialled.nonce().equals(passport.nonce())) {
            return wrong("the passport bears the nonce " + passport.nonce() + ", not the request's");
        }
        Optional<Lab.Pod> known = answer.any().stream()
                .filter(pod -> pod.uid().equals(passport.podUid())).findFirst();
        if (known.isEmpty()) {
            return by(lab.pods().stream().filter(pod -> pod.uid().equals(passport.podUid())).findFirst().orElse(null), dialled.result(), passport,
                    "pod " + passport.pod() + " (" + passport.service() + ") answered, which is none of those expected");
        }
        if (!known.get().workload().equals(answer.workload())) {
            return by(known.get(), dialled.result(), passport, known.get().name() + " answered, which is of " + known.get().workload() + " and not of " + answer.workload()
                    + ": the selector leads to the wrong pods");
        }
        String lie = identity(passport, known.get(), answer.container() != null ? answer.container() : answer.workload());
        return lie != null ? wrong(lie) : source(dialled.result(), passport, known.get(), answer.source());
    }

    /** What in the passport differs from the API server's object, {@code null} if nothing does. */
    private static String identity(Passport passport, Lab.Pod pod, String container) {
        if (!Objects.equals(passport.pod(), pod.name())) {
            return pod.name() + " says its name is " + passport.pod();
        }
        if (!Objects.equals(passport.podIp(), pod.ip())) {
            return pod.name() + " says its IP is " + passport.podIp() + ", the API server says " + pod.ip();
        }
        if (!Objects.equals(passport.node(), pod.node())) {
            return pod.name() + " says its node is " + passport.node() + ", the API server says " + pod.node();
        }
        return !container.equals(passport.container()) ? "container " + passport.container() + " of " + pod.name() + " answered, not " + container
                : !container.equals(passport.service()) ? container + " of " + pod.name() + " says it is " + passport.service() : null;
    }

    /** Who put another source address in the place of the client's, {@code null} if nobody did. One that is not told is not the client's. */
    private String rewriter(DialResult result, String peer) {
        return peer != null && peer.equals(result.clientAddress()) ? null
                : Optional.ofNullable(peer).map(lab.owners()::get).map(Lab.Owner::toString).orElse("somebody unknown");
    }

    private Finding source(DialResult result, Passport passport, Lab.Pod pod, Source expected) {
        String peer = passport.peerAddress();
        if (peer == null) {
            return by(pod, result, passport, pod.name() + " does not tell whose address it saw");
        }
        String rewrittenBy = rewriter(result, peer);
        if (rewrittenBy == null) {
            String problem = expected == Source.CONTROLLER ? pod.name() + " saw the client's own address " + peer
                    + ", so the request did not come through the ingress controller" : null;
            return new Finding(result.outcome(), problem, pod, peer, null);
        }
        Lab.Owner owner = lab.owners().get(peer);
        String seen = pod.name() + " saw " + peer + " (" + rewrittenBy + ") instead of the client's " + result.clientAddress();
        boolean accounted = switch (expected) {
            case KEPT -> false;
            case KEPT_OR_NODE -> owner != null && (owner.kind().equals(Lab.Owner.NODE) || isNode(peer)); // which may be a controller's as well, on the host's network
            case CONTROLLER -> owner != null && owner.kind().equals(Lab.Owner.CONTROLLER);
            case ANY -> true;
        };
        if (!accounted && owner == null && expected == Source.KEPT_OR_NODE) {
            List<String> silent = lab.silentNodes();
            if (!silent.isEmpty()) {
                throw new AgentUnreachable(seen + "; it may be a node's: the agent of " + String.join(", ", silent) + " does not tell its addresses");
            }
        }
        if (!accounted && expected == Source.CONTROLLER
                && lab.owners().values().stream().noneMatch(any -> any.kind().equals(Lab.Owner.CONTROLLER))) {
            throw new AgentUnreachable(seen + "; whether it is the controller's is not known:"
                    + " no Service that this user may see has the address that was asked");
        }
        return new Finding(accounted ? result.outcome() : Outcome.WRONG_ANSWER, accounted ? null : seen, pod, peer, rewrittenBy);
    }

    private boolean isNode(String address) {
        return lab.nodes().stream().anyMatch(node -> node.ip().equals(address));
    }

    private Finding onePod(Dialled dialled, OnePod pair) {
        JsonNode both = read(dialled.result().body(), JsonNode.class);
        Passport self = both == null ? null : read(both.path("self").toString(), Passport.class);
        Passport sidecar = both == null ? null : read(both.path("sidecar").toString(), Passport.class);
        if (self == null || sidecar == null) {
            return wrong("the answer does not carry two passports");
        }
        if (!dialled.nonce().equals(self.nonce()) || !self.nonce().equals(sidecar.nonce()) || !pair.pod().uid().equals(self.podUid())) {
            return wrong("the answer is not that of " + pair.pod().name() + " to this request");
        }
        String lie = identity(self, pair.pod(), pair.pod().workload());
        if (lie != null) {
            return wrong(lie);
        }
        String differs = !self.podUid().equals(sidecar.podUid()) ? "pods " + self.pod() + " and " + sidecar.pod()
                : !Objects.equals(self.podIp(), sidecar.podIp()) ? "IP addresses " + self.podIp() + " and " + sidecar.podIp()
                : self.macAddress() == null || !self.macAddress().equals(sidecar.macAddress())
                    ? "MAC addresses " + self.macAddress() + " and " + sidecar.macAddress()
                : self.networkNamespace() == null || !self.networkNamespace().equals(sidecar.networkNamespace())
                    ? "network namespaces " + self.networkNamespace() + " and " + sidecar.networkNamespace()
                : self.container().equals(sidecar.container()) ? "not two containers but one, " + self.container() + ","
                : null;
        String other = identity(sidecar, pair.pod(), pair.pod().sidecar());
        return differs != null ? wrong(differs + " where there should be one and the same")
                : other != null ? wrong(other)
                : !"127.0.0.1".equals(sidecar.peerAddress()) ? wrong(sidecar.container() + " of " + self.pod() + " saw "
                        + sidecar.peerAddress() + " instead of 127.0.0.1")
                : source(dialled.result(), self, pair.pod(), Source.KEPT);
    }

    private <T> T read(String text, Class<T> type) {
        try {
            T read = json.readValue(text, type);
            return read instanceof Passport said ? type.cast(quoted(said)) : read; // its words go into reasons and evidence
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null; // whoever wrote that is not one of ours; the caller says so
        }
    }

    /** Somebody of the lab answered, and should not have. */
    private Finding by(Lab.Pod pod, DialResult result, Passport passport, String problem) {
        return pod == null ? wrong(problem)
                : new Finding(Outcome.WRONG_ANSWER, problem, pod, passport.peerAddress(), rewriter(result, passport.peerAddress()));
    }

    private static Finding wrong(String problem) {
        return new Finding(Outcome.WRONG_ANSWER, problem, null, null, null);
    }

    private String describe(DialResult result) {
        return result.outcome() == Outcome.OK ? "it answered" + at(result)
                : result.status() > 0 ? "HTTP " + result.status() + at(result)
                        + bearer(result).map(pod -> ", by " + pod.pod() + " of " + pod.service()).orElse("")
                : result.outcome() + at(result) + (result.message() == null ? "" : ": " + result.message());
    }

    /** Whose passport an answer bears, whatever its status. */
    private Optional<Passport> bearer(DialResult result) {
        return Optional.ofNullable(read(result.body(), Passport.class)).filter(passport -> passport.podUid() != null);
    }

    private static String at(DialResult result) {
        return result.remoteAddress() == null ? "" : " at " + result.remoteAddress();
    }
}
