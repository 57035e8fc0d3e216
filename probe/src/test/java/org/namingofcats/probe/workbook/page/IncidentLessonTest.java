package org.namingofcats.probe.workbook.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;
import org.namingofcats.probe.workbook.incident.Incident;
import org.namingofcats.probe.workbook.page.Grade.State;
import org.namingofcats.probe.workbook.state.Difference;
import org.namingofcats.probe.workbook.state.Notebook;

/** What was broken is mended when its checks pass again, not when there is nothing left to check. */
@EnableKubernetesMockClient(crud = true)
class IncidentLessonTest {
    private static final Mutation SWAPPED = Mutation.of("ingress-backends-swapped", target -> { }, target -> { }, Sign.of("ingress/my.*", "because"));

    KubernetesClient client;

    private Grade grade(CheckResult... results) {
        return grade(List.of(), results);
    }

    private Grade grade(List<Difference> changed, CheckResult... results) {
        Notebook notebook = new Notebook(client, "cats");
        Incident incident = new Incident(notebook, List.of(SWAPPED));
        incident.note(SWAPPED);
        incident.found();
        return new IncidentLesson(List.of(SWAPPED)).grade(new Desk(client, "cats", null, notebook, () -> List.of(results), () -> changed, null, null));
    }

    private static CheckResult check(String id, Verdict verdict) {
        return new CheckResult(id, "ingress", "outside", "t", "e", null, verdict, "because", Evidence.NONE, null);
    }

    @Test
    void itIsMendedWhenItsChecksPass() {
        assertEquals(State.DONE, grade(check("ingress/mypathA-from-outside", Verdict.PASS)).state());
        assertEquals(State.NOT_YET, grade(check("ingress/mypathA-from-outside", Verdict.FAIL)).state());
        assertEquals(State.BROKEN, grade(check("ingress/mypathA-from-outside", Verdict.FAIL), check("pod-ip/from-node", Verdict.FAIL)).state());
    }

    /** As when the Ingress was deleted. */
    @Test
    void itIsNotMendedWhenNobodyCanAskAnyMore() {
        Stream.of(check("ingress/from-outside", Verdict.SKIPPED), check("ingress/mypathA-from-outside", Verdict.SKIPPED)).forEach(skipped -> {
            Grade grade = grade(check("pod-ip/from-node", Verdict.PASS), skipped);
            assertEquals(State.NOT_YET, grade.state(), grade::toString);
            assertTrue(grade.why().startsWith("no check fails, but "), grade::why);
        });
    }

    /** One pod of three answers as well, and a Service that was deleted is one that fails nowhere. */
    @Test
    void itIsNotMendedWhenTheLabIsAnotherOne() {
        Difference fewer = new Difference("Deployment", "cats", "service-b", JsonNodeFactory.instance.arrayNode().add("patch"), "spec.replicas is 1, deployed with 3");
        Difference gone = new Difference("Service", "cats", "service-a-load-balancer", null, "it is gone");
        CheckResult well = check("ingress/mypathA-from-outside", Verdict.PASS);
        assertEquals(Grade.notYet("no check fails, but the lab is not as it was deployed: Deployment service-b: spec.replicas is 1, deployed with 3; and another object",
                "kubectl -n cats patch deployment service-b --type json -p '[\"patch\"]'"), grade(List.of(fewer, gone), well));
        assertEquals(Grade.notYet("no check fails, but the lab is not as it was deployed: Service service-a-load-balancer: it is gone",
                "probe/probe lab reset"), grade(List.of(gone), well));
    }
}
