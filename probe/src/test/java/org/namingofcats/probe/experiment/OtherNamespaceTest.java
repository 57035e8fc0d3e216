package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.Receipts;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/** A stranger before the lab's policies, in a cluster that enforces them. */
@EnableKubernetesMockClient(crud = true)
class OtherNamespaceTest {
    private static final Lab.Pod STEADY =
            new Lab.Pod("steady-1", "naming-of-cats-x1", "uid-s", "10.244.1.9", "worker", "service-b", 8080, Map.of());

    private final AtomicBoolean forbidden = new AtomicBoolean();
    private boolean enforced = true;
    private Optional<String> enforcer = Optional.empty();
    KubernetesClient client;
    /** Who answers nobody, not even the lab's own. */
    private String dead = "nobody";

    /** Whoever may answer does. */
    private static DialResult answer(DialRequest request) {
        return Stream.concat(SmallLab.with(any -> null).pods().stream(), Stream.of(STEADY))
                .filter(pod -> request.url().equals(pod.url() + "/")).findFirst().map(pod -> SmallLab.answer(request, pod)).orElseThrow();
    }

    private CheckResult seen(Predicate<String> keptOut) {
        Agent stranger = SmallLab.agent(Place.POD, "worker", "uid-x", request -> {
            boolean own = request.url().startsWith(STEADY.url());
            return (own ? forbidden.get() || dead.equals(STEADY.url()) : keptOut.test(request.url())) ? SmallLab.failed(Outcome.TIMEOUT) : answer(request);
        });
        Receipts once = (pod, container, nonces) -> nonces.stream().collect(Collectors.toMap(nonce -> nonce, nonce -> 1));
        return new Verifier(new ObjectMapper(), once, Duration.ofMillis(50), Progress.UNHEARD, "")
                .verify(() -> SmallLab.with(request -> request.url().startsWith(dead) ? SmallLab.failed(Outcome.TIMEOUT) : answer(request)),
                        lab -> List.of(new ExperimentCheck(new Small(trial ->
                        OtherNamespace.seen(trial, List.of(stranger), STEADY, enforcer, Duration.ofMillis(50), () -> {
                            forbidden.set(enforced);
                            return () -> forbidden.set(false);
                        })), () -> null))).getFirst();
    }

    @Test
    void whoIsKeptOutOfEveryPodIsKeptOut() {
        CheckResult result = seen(url -> true);
        assertEquals(Verdict.PASS, result.verdict(), result::toString);
        assertEquals("a pod of naming-of-cats-x1 is kept out of 4 pods, the lab's 2 agents are let in", result.reason());
        assertFalse(forbidden.get(), "what was tried out first is over");
    }

    /** A pod that answers nobody keeps nobody out. */
    @Test
    void whereTheLabsOwnAgentsAreNotLetInEitherNothingIsShown() {
        dead = SmallLab.B2.url();
        CheckResult result = seen(url -> true);
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith("the lab's own agents: pod:worker"), result.reason());
    }

    @Test
    void whoWasShutOutBeforeThereWasAPolicyShowsNothing() {
        dead = STEADY.url();
        CheckResult result = seen(url -> true);
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith("before there was a policy: pod:worker"), result.reason());
    }

    /** Then the lab's own policy would keep nobody out either, and no check may say that it does. */
    @Test
    void aPodNetworkThatEnforcesNothingIsSkipped() {
        enforced = false;
        CheckResult result = seen(url -> true);
        assertEquals(Verdict.SKIPPED, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith("this pod network does not enforce NetworkPolicy"), result.reason());
    }

    /** It is slow, or broken: that no policy is enforced here nobody knows. */
    @Test
    void anEnforcerThatIsKnownAndChangesNothingIsNoReasonToSkip() {
        enforced = false;
        enforcer = Optional.of("kube-router");
        CheckResult result = seen(url -> true);
        assertEquals(Verdict.INCONCLUSIVE, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith("kube-router is here, which enforces NetworkPolicies unless it is told not to, and one that"), result.reason());
    }

    /** The lab's own pod network enforces nothing, and kube-router's firewall may be beside it. */
    @Test
    void anEnforcerIsKnownByItsDaemonSet() {
        for (String name : List.of("kube-proxy", "pod-network", "kube-flannel-ds", "agent")) {
            client.resource(new DaemonSetBuilder().withNewMetadata().withName(name).withNamespace("kube-system").endMetadata().build()).create();
        }
        assertEquals(Optional.empty(), OtherNamespace.enforcer(client));
        client.resource(new DaemonSetBuilder().withNewMetadata().withName("kube-router").withNamespace("kube-system").endMetadata().build()).create();
        assertEquals(Optional.of("kube-router"), OtherNamespace.enforcer(client));
    }

    @Test
    void anEnforcerHasFourSecondsAtLeastAndAFewMoreForTheAsking() {
        assertEquals(List.of(4L, 4L, 15L, 15L), soon(false));
        assertEquals(List.of(4L, 8L, 15L, 15L), soon(true), "one that is known");
    }

    private static List<Long> soon(boolean known) {
        return Stream.of(1, 8, 30, 600).map(Duration::ofSeconds).map(patience -> OtherNamespace.soon(patience, known).toSeconds()).toList();
    }

    @Test
    void whoGetsInAtOnePodIsNot() {
        String last = SmallLab.B3.url() + "/";
        CheckResult result = seen(url -> !url.equals(last));
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().contains(last + ": it answered"), result.reason());
    }
}
