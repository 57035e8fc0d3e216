package org.namingofcats.probe.workbook.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.workbook.state.Notebook;

@EnableKubernetesMockClient(crud = true)
class IncidentTest {
    private static final Mutation DNS = Mutation.of("no-dns", target -> { }, target -> { }, "cluster-ip/.*-by-name-.*");
    private static final Mutation PODS = Mutation.of("no-pod-left", target -> { }, target -> { }, "cluster-ip/.*");
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
