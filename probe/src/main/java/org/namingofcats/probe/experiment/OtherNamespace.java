package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Closed;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.IfAllowed;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/**
 * The lab's NetworkPolicies: a pod of another namespace is kept out where the lab's own agents are let in, at the very same
 * pods. Whether this cluster enforces such policies at all is tried out first, on a policy that concerns the stage alone.
 */
@Singleton
public class OtherNamespace implements Experiment {
    /** How a pod network refuses: most drop the packet, some send a refusal. */
    private static final Closed KEPT_OUT = new Closed(Set.of(Outcome.TIMEOUT, Outcome.REFUSED, Outcome.UNREACHABLE));
    /** DaemonSets of those who enforce policies, as far as they do so without being asked to. */
    private static final Set<String> ENFORCERS = Set.of("kube-router", "kindnet", "calico-node", "canal", "cilium", "anetd", "antrea-agent", "weave-net",
            "ovnkube-node", "azure-npm");

    @Override
    public String id() {
        return "pod-ip/closed-to-other-namespaces";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OTHER_NODE;
    }

    @Override
    public String expected() {
        return "a pod of another namespace is kept out by the lab's NetworkPolicy; the lab's own agents are let in at the same pods";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return lab.agents(Place.POD).isEmpty() || lab.pods().isEmpty()
                ? Optional.of("no agent on the pod network, or nobody to ask") : Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        trial.stage().call(Missing.STEADY);
        Agent stranger = Stranger.on(trial.stage(), trial.lab().pods().getFirst().namespace());
        Optional<String> enforcer = enforcer(trial.stage().client());
        return seen(trial, List.of(stranger), trial.stage().pod(Missing.STEADY), enforcer, soon(trial.patience(), enforcer.isPresent()), () -> {
            NetworkPolicy policy = trial.stage().create(callsNobody());
            return () -> trial.stage().client().resource(policy).delete();
        });
    }

    /** Who is known to enforce policies, and is here; nobody where this user may not look. */
    static Optional<String> enforcer(KubernetesClient client) {
        return IfAllowed.list(() -> client.apps().daemonSets().inAnyNamespace().list().getItems()).stream()
                .map(set -> set.getMetadata().getName()).filter(ENFORCERS::contains).findFirst();
    }

    /** Who enforces a policy does so within a second or two, on a slow machine in a run's patience; where nobody is known to, half of it would be lost. */
    static Duration soon(Duration patience, boolean known) {
        return Duration.ofSeconds(Math.clamp(known ? patience.toSeconds() : patience.toSeconds() / 2, 4, 15));
    }

    /**
     * What a stranger sees.
     *
     * @param steady a pod of its own namespace
     * @param enforcer who is known to enforce policies here
     * @param soon   who enforces a policy has done so by then
     * @param forbid lets the stranger call nobody, until what it returns is run
     */
    static CheckResult seen(Trial trial, List<Agent> stranger, Lab.Pod steady, Optional<String> enforcer, Duration soon, Supplier<Runnable> forbid) {
        Answer answer = Answer.of(steady, Source.KEPT);
        trial.must("before there was a policy", stranger, steady.url() + "/", answer);
        if (!isEnforced(trial.within(soon), stranger, steady, forbid)) {
            String nothing = "one that lets a pod call nobody changed nothing within " + soon.toSeconds() + " s";
            return enforcer.map(who -> trial.fact(Verdict.INCONCLUSIVE, who + " is here, which enforces NetworkPolicies unless it is told not to, and " + nothing + ": its log may say why"))
                    .orElseGet(() -> trial.fact(Verdict.SKIPPED, "this pod network does not enforce NetworkPolicy: " + nothing));
        }
        trial.must("without that policy again", stranger, steady.url() + "/", answer);
        CheckResult closed = null;
        for (Lab.Pod pod : trial.lab().pods()) {
            trial.must("the lab's own agents", trial.lab().agents(Place.POD), pod.url() + "/", Answer.of(pod, Source.KEPT));
            closed = trial.look(stranger, pod.url() + "/", KEPT_OUT);
            if (closed.verdict() != Verdict.PASS) {
                return closed;
            }
        }
        return closed.but(Verdict.PASS, "a pod of " + steady.namespace() + " is kept out of " + trial.lab().pods().size()
                + " pods, the lab's " + trial.lab().agents(Place.POD).size() + " agents are let in");
    }

    /** Whether a policy changes anything; it is gone again when this returns. */
    private static boolean isEnforced(Trial trial, List<Agent> stranger, Lab.Pod target, Supplier<Runnable> forbid) {
        Runnable allow = forbid.get();
        try {
            return trial.look(stranger, target.url() + "/", KEPT_OUT).verdict() == Verdict.PASS;
        } finally {
            allow.run();
        }
    }

    private static NetworkPolicy callsNobody() {
        return new NetworkPolicyBuilder().withNewMetadata().withName("calls-nobody").endMetadata()
                .withNewSpec().withNewPodSelector().withMatchLabels(Map.of(Lab.NAME_LABEL, Stranger.NAME)).endPodSelector()
                .withPolicyTypes("Egress").endSpec().build();
    }
}
