package org.namingofcats.probe.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Evidence.CallEvidence;
import org.namingofcats.probe.evidence.Verdict;

/** A run in which everything happens once: each verdict, each way an address is seen, long names, odd characters. */
public final class SampleReport {
    private static final String THREE = "service-b-7d9c8b6f4c-2xkqp, service-b-7d9c8b6f4c-9wz4t, service-b-7d9c8b6f4c-mh5vd";
    private static final String CONTROLLER = "ingress controller projectcontour/envoy-x8k2p";

    private SampleReport() {}

    /** The run. */
    public static Report make() {
        return of(new Report.Cluster("kind-naming-of-cats", "v1.34.4",
                List.of("naming-of-cats-control-plane", "naming-of-cats-worker", "naming-of-cats-worker2"),
                "iptables", "kindnet", "`probe race`, process 4711, since 16:40:12 UTC"), List.of(
            pass("localhost/sidecar-from-same-pod", "same-pod", "http://127.0.0.1:8081/", Outcome.OK,
                "service-a-6f5b9d7c8-tq2lm", "127.0.0.1", "127.0.0.1", null, 0.84),
            pass("localhost/sidecar-closed-to-other-node", "other-node", "http://10.244.1.7:8081/", Outcome.REFUSED,
                null, null, "10.244.2.3", null, 0.41),
            pass("cluster-ip/service-b-by-name-from-other-node", "other-node", "http://service-b.naming-of-cats/", Outcome.OK,
                THREE, "10.244.0.5, 10.244.1.9, 10.244.2.3", "10.244.0.5, 10.244.1.9, 10.244.2.3", null, 1.92),
            check("cluster-ip/nobody-refuses", "other-node", "http://10.96.14.2/", "REFUSED", Outcome.REFUSED,
                Verdict.INCONCLUSIVE, "a closed door proves nothing: its open twin cluster-ip/service-a-by-ip was not made",
                evidence("10.96.14.2", Outcome.REFUSED, null, null, "10.244.2.3", null, 0.5)),
            pass("node-port/service-b-node-port-at-naming-of-cats-control-plane-without-replica", "outside",
                "http://172.18.0.4:30123/", Outcome.OK, THREE, "172.18.0.4", "172.18.0.9",
                "node naming-of-cats-control-plane", 2.3),
            check("load-balancer/service-b-load-balancer-local-from-outside", "outside", "http://172.18.255.201/",
                "answer of service-b, the pods of one node and no other, source address kept", Outcome.WRONG_ANSWER,
                Verdict.FAIL, "outside → http://172.18.255.201/: service-b-7d9c8b6f4c-2xkqp saw 172.18.0.3"
                    + " (node naming-of-cats-worker2) instead of the client's 172.18.0.9 <&\u0001]]>",
                evidence("172.18.255.201", Outcome.WRONG_ANSWER, "service-b-7d9c8b6f4c-2xkqp", "172.18.0.3", "172.18.0.9",
                    "node naming-of-cats-worker2", 3.1)),
            check("load-balancer/source-ranges", "outside", null, null, null, Verdict.SKIPPED,
                "no Service of type LoadBalancer has an address: this cluster hands out none", Evidence.NONE),
            pass("ingress/myPathB-from-outside", "outside", "http://172.18.255.200/myPathB", Outcome.OK, THREE,
                "10.244.2.4", "172.18.0.9", CONTROLLER, 12.6),
            pass("ingress/wrong-case-MYPATHB-is-404", "outside", "http://172.18.255.200/MYPATHB", Outcome.HTTP_ERROR,
                null, null, "172.18.0.9", null, 5.7)));
    }

    /** A report of these checks. */
    public static Report of(Report.Cluster cluster, List<CheckResult> checks) {
        return Report.of(cluster, checks, SampleJourneys.make(), Instant.parse("2026-11-25T19:12:03Z"), Duration.ofSeconds(9));
    }

    private static CheckResult pass(String id, String vantage, String target, Outcome outcome, String pods, String seen,
            String client, String rewriter, double millis) {
        return check(id, vantage, target, outcome == Outcome.OK ? "answer, source address kept" : outcome.name(), outcome,
                Verdict.PASS, "24 requests by 3 agent(s), each as expected",
                evidence(target, outcome, pods, seen, client, rewriter, millis));
    }

    private static CheckResult check(String id, String vantage, String target, String expected, Outcome outcome,
            Verdict verdict, String reason, Evidence evidence) {
        return new CheckResult(id, id.substring(0, id.indexOf('/')), vantage, target, expected, outcome, verdict, reason,
                evidence, target == null ? null : "probe/probe dial --from outside " + target);
    }

    private static Evidence evidence(String target, Outcome outcome, String pods, String seen, String client,
            String rewriter, double millis) {
        int status = outcome == Outcome.OK ? 200 : outcome == Outcome.HTTP_ERROR ? 404 : 0;
        return new Evidence(pods, seen, client, pods == null ? null : rewriter == null, rewriter, millis, millis / 3,
                List.of(new CallEvidence("outside", target, outcome.name(), status, 24,
                        pods == null ? List.of() : List.of(pods.split(", ")),
                        seen == null ? List.of() : List.of(seen.split(", ")), client.split(", ")[0],
                        0, millis / 4, millis / 2, millis, List.of(millis, millis * 2, millis / 2))));
    }
}
