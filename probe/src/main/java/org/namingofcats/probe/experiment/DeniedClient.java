package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Expectation.Status;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;

/**
 * "No traffic from X" at the ingress controller: the client that a rule names gets 403, another one is served. The rule
 * is Contour's ({@code HTTPProxy}, {@code ipDenyPolicy}); the Ingress API itself has none.
 */
@Singleton
public class DeniedClient implements IngressExperiment {
    private static final String NAME = "guarded";

    @Override
    public String id() {
        return "ingress/a-denied-client-gets-403";
    }

    @Override
    public String expected() {
        return "a client that the rule denies gets HTTP 403, and is served without the rule; another client is served all along";
    }

    @Override
    public CheckResult make(Trial trial) {
        List<Agent> denied = trial.lab().agents(Place.OUTSIDE);
        List<Agent> allowed = trial.lab().agents(Place.POD).stream().limit(1).toList();
        StageIngress ingress = new StageIngress(trial, NAME);
        Lab.Service service = ingress.service(Missing.STEADY);
        Answer answer = Answer.of(service, Source.CONTROLLER);
        try {
            proxy(trial, ingress, service, List.of());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return trial.fact(Verdict.SKIPPED, "no HTTPProxy here: this ingress controller is not Contour");
            }
            throw e;
        }
        CheckResult open = trial.look(denied, ingress.url("/"), ingress.host(), answer);
        String client = Trial.client(open(trial, open, trial.stage().client(), ingress.className()));
        proxy(trial, ingress, service, List.of(Map.of("source", "Peer", "cidr", client + "/32")));
        CheckResult closed = trial.look(denied, ingress.url("/"), ingress.host(), new Status(403));
        trial.must("the client that no rule denies", allowed, ingress.url("/"), ingress.host(), answer);
        return Trial.shows(closed, client + " was served, then denied with 403; " + allowed.getFirst().name() + " was served");
    }

    /** Contour's definitions may be here, and a Contour that serves others. */
    static CheckResult open(Trial trial, CheckResult open, KubernetesClient client, String className) {
        if (open.verdict() != Verdict.PASS) {
            another(client, className).ifPresent(controller -> {
                throw new Trial.Ended(trial.fact(Verdict.SKIPPED, "ingress class " + className + " is served by " + controller + ": this rule is Contour's"));
            });
        }
        return trial.must("without the rule", open);
    }

    /** Who serves this class, if that is known not to be Contour. Not everybody may look at classes. */
    private static Optional<String> another(KubernetesClient client, String className) {
        try {
            return Optional.ofNullable(className).map(name -> client.network().v1().ingressClasses().withName(name).get())
                    .map(found -> found.getSpec().getController()).filter(controller -> !controller.contains("contour"));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static void proxy(Trial trial, StageIngress ingress, Lab.Service service, List<Map<String, String>> deny) {
        Map<String, Object> route = Map.of("conditions", List.of(Map.of("prefix", "/")), "ipDenyPolicy", deny,
                "services", List.of(Map.of("name", service.name(), "port", service.port())));
        trial.stage().create(proxy(ingress.className(), ingress.hostName(), route));
    }

    /** Of the lab's own class: a Contour that was given a class leaves alone what has none. */
    static GenericKubernetesResource proxy(String className, String host, Map<String, Object> route) {
        Map<String, Object> spec = new HashMap<>(Map.of("virtualhost", Map.of("fqdn", host), "routes", List.of(route)));
        if (className != null) {
            spec.put("ingressClassName", className);
        }
        return new GenericKubernetesResourceBuilder().withApiVersion("projectcontour.io/v1").withKind("HTTPProxy")
                .withNewMetadata().withName(NAME).endMetadata().addToAdditionalProperties("spec", spec).build();
    }
}
