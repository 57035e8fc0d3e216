package org.namingofcats.probe.workbook.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Sign;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.prove.Target;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.state.Notebook;

@EnableKubernetesMockClient(crud = true)
class IncidentTest {
    private static final Mutation DNS = Mutation.of("no-dns", target -> { }, target -> { }, Sign.of("cluster-ip/.*-by-name-.*", "because"));
    private static final Mutation PODS = Mutation.of("no-pod-left", target -> { }, target -> { }, Sign.of("cluster-ip/.*", "because"));
    private static final List<Mutation> ALL = List.of(DNS, PODS);

    KubernetesClient client;

    @Test
    void itIsNotedUnderSeal() {
        Incident incident = new Incident(new Notebook(client, "n"), ALL);
        assertEquals(Optional.empty(), incident.current());
        incident.note(PODS);
        assertEquals(Optional.of(PODS), incident.current());
        assertFalse(client.configMaps().inNamespace("n").withName(Notebook.NAME).get().getData().toString().contains(PODS.name()));
        assertFalse(incident.diagnosed());
        incident.found();
        assertTrue(incident.diagnosed());
        assertEquals(List.of(1, 2), List.of(incident.nextHint(), incident.nextHint()));
        incident.note(DNS);
        assertFalse(incident.diagnosed(), "another incident begins anew");
    }

    /** The learner took away what it broke. */
    @Test
    void whatItsUndoNeedsIsPutBackFirst() {
        Incident incident = selector();
        List<String> told = new ArrayList<>();
        incident.undo(target, () -> told.add("put back " + make("app.kubernetes.io/name", "no-such-cat").getMetadata().getName()), told::add);
        assertEquals(3, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("put back first what was deployed, the incident cannot be undone without: "), told::toString);
        assertEquals(List.of("put back service-b", "undid the incident"), told.subList(1, 3));
        assertEquals("service-b", client.services().inNamespace("n").withName("service-b").get().getSpec().getSelector().get("app.kubernetes.io/name"));
    }

    @Test
    void whatCanBeUndoneIsUndoneAtOnceAndNothingWhereNothingIsBroken() {
        List<String> told = new ArrayList<>();
        new Incident(new Notebook(client, "n"), ALL).undo(target, () -> told.add("put back"), told::add);
        assertEquals(List.of(), told);
        make("app.kubernetes.io/name", "no-such-cat");
        selector().undo(target, () -> told.add("put back"), told::add);
        assertEquals(List.of("undid the incident"), told);
    }

    @Test
    void whatIsNoPartOfTheLabCanBeGoneForGood() {
        Incident incident = selector();
        ProbeException told = assertThrows(ProbeException.class, () -> incident.undo(target, () -> { }, line -> { }));
        assertEquals(ExitCode.FAILED, told.exitCode());
        assertTrue(told.getMessage().contains("the incident cannot be undone"), told::getMessage);
    }

    private final Supplier<Target> target = () -> new Target(client, "n", null, null);

    private Incident selector() {
        Mutation mutation = Mutation.of("selector", broken -> { }, broken -> broken.patchService("service-b", """
                [{"op": "replace", "path": "/spec/selector", "value": {"app.kubernetes.io/name": "service-b"}}]"""), Sign.of("cluster-ip/.*", "because"));
        Incident incident = new Incident(new Notebook(client, "n"), List.of(mutation));
        incident.note(mutation);
        return incident;
    }

    private Service make(String label, String selected) {
        return client.resource(new ServiceBuilder().withNewMetadata().withName("service-b").withNamespace("n").endMetadata()
                .withNewSpec().addToSelector(label, selected).endSpec().build()).create();
    }

    @Test
    void aNumberIsAlwaysTheSameAndNumbersDiffer() {
        assertEquals(Incident.choose(ALL, 7), Incident.choose(ALL.reversed(), 7));
        assertEquals(Set.of(DNS, PODS), Set.copyOf(LongStream.range(0, 20).mapToObj(seed -> Incident.choose(ALL, seed)).distinct().toList()));
    }

    @Test
    void symptomsAndWhatTheyFit() {
        Symptoms symptoms = new Symptoms(List.of(check("cluster-ip/b-by-name-x", Verdict.FAIL), check("cluster-ip/b-by-ip-x", Verdict.PASS)));
        assertFalse(symptoms.none());
        assertTrue(symptoms.canShow(DNS));
        assertEquals(Set.of("cluster-ip/b-by-name-x"), symptoms.failedIds());
        assertEquals(symptoms.failedIds(), symptoms.of(DNS));
        Hints hints = new Hints(symptoms, List.of(), ALL);
        assertTrue(hints.text(1).contains("cluster-ip/b-by-name-x"), hints.text(1));
        assertTrue(hints.text(3).contains("kube-system"), hints.text(3));
        assertEquals("it fits no-dns", hints.text(4));
        assertFalse(hints.text(1).contains("no-dns") || hints.text(2).contains("no-dns") || hints.text(3).contains("no-dns"));
    }

    /** A learner may mend first and say afterwards what it was, or break something more. */
    @Test
    void whereNothingFailsOrMoreIsBrokenNobodyIsSuspected() {
        Symptoms mended = new Symptoms(List.of(check("cluster-ip/b-by-name-x", Verdict.PASS), check("localhost/x", Verdict.SKIPPED)));
        Mutation notHere = Mutation.of("not-here", target -> { }, target -> { }, Sign.of("localhost/.*", "because"));
        LongStream.rangeClosed(1, Hints.COUNT).forEach(number -> assertEquals("nothing fails any more; `probe/probe lab check 12` says what is left to do",
                new Hints(mended, List.of(), List.of(DNS, notHere)).text((int) number)));
        Symptoms more = new Symptoms(List.of(check("cluster-ip/b-by-name-x", Verdict.FAIL), check("node-port/b", Verdict.FAIL)));
        assertEquals("it fits none alone: more is changed than the incident", new Hints(more, List.of(), ALL).text(4));
    }

    @Test
    void aConsequenceIsNotWell() {
        assertFalse(new Symptoms(List.of(check("a/b", Verdict.INCONCLUSIVE))).none());
        assertTrue(new Symptoms(List.of(check("a/b", Verdict.PASS), check("a/c", Verdict.SKIPPED))).none());
        assertFalse(new Symptoms(List.of(check("cluster-ip/b-by-name-x", Verdict.SKIPPED))).canShow(DNS));
    }

    private static CheckResult check(String id, Verdict verdict) {
        return new CheckResult(id, "p", "outside", "t", "e", null, verdict, "because", Evidence.NONE, null);
    }
}
