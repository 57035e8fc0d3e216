package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.vantage.Agent.Place;

/** A cluster may have several ingress controllers, and a Contour its own class. */
@EnableKubernetesMockClient
class DeniedClientTest {
    private static final String CLASS = "/apis/networking.k8s.io/v1/ingressclasses/public";

    KubernetesClient client;
    KubernetesMockServer server;

    /** What comes of a door that nobody opens. */
    private CheckResult closed() {
        return new Verifier(new ObjectMapper(), (pod, container, nonces) -> Map.of(), Duration.ofMillis(50), Progress.UNHEARD, "")
                .verify(() -> SmallLab.with(request -> SmallLab.failed(Outcome.REFUSED)), lab -> List.of(new ExperimentCheck(new Small(trial ->
                        DeniedClient.open(trial, trial.look(trial.lab().agents(Place.OUTSIDE), "http://guarded/", Answer.of(SmallLab.A, Source.CONTROLLER)),
                                client, "public")), () -> null))).getFirst();
    }

    private void servedBy(String controller) {
        server.expect().withPath(CLASS).andReturn(200, new IngressClassBuilder().withNewMetadata().withName("public").endMetadata()
                .withNewSpec().withController(controller).endSpec().build()).always();
    }

    @Test
    void whereAnotherControllerServesTheLabTheRuleIsNobodys() {
        servedBy("k8s.io/ingress-nginx");
        CheckResult result = closed();
        assertEquals(Verdict.SKIPPED, result.verdict(), result::toString);
        assertEquals("ingress class public is served by k8s.io/ingress-nginx: this rule is Contour's", result.reason());
    }

    @Test
    void whereContourDoesItIsAFault() {
        servedBy("projectcontour.io/public");
        CheckResult result = closed();
        assertEquals(Verdict.FAIL, result.verdict(), result::toString);
        assertTrue(result.reason().startsWith("without the rule: outside"), result.reason());
    }

    @Test
    void andWhereNobodyMayLook() {
        server.expect().withPath(CLASS).andReturn(403, new StatusBuilder().withCode(403).build()).always();
        assertEquals(Verdict.FAIL, closed().verdict());
    }

    @Test
    void itsRuleIsOfTheLabsClass() {
        assertEquals("public", DeniedClient.proxy("public", "guarded.test", Map.of()).get("spec", "ingressClassName"));
        assertEquals(Map.of("virtualhost", Map.of("fqdn", "guarded.test"), "routes", List.of(Map.of())),
                DeniedClient.proxy(null, "guarded.test", Map.of()).get("spec"));
    }
}
