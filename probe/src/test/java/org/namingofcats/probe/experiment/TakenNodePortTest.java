package org.namingofcats.probe.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.evidence.Verifier;

/** An API server may refuse a Service for many reasons; that its port is taken is one of them. */
class TakenNodePortTest {

    @ParameterizedTest
    @CsvSource({
        "422, spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated, PASS",
        "422, metadata.name: Invalid value: too-late,                                           FAIL",
        "403, exceeded quota: services.nodeports,                                               INCONCLUSIVE",
        "503, the server is busy,                                                               INCONCLUSIVE",
        "0,   Connection was closed,                                                            INCONCLUSIVE"})
    void onlyThatItIsTakenIsAPass(int code, String why, Verdict verdict) {
        Lab lab = SmallLab.with(request -> null);
        Experiment refused = new Small(trial -> TakenNodePort.refused(trial, lab.services("NodePort").getFirst(),
                new KubernetesClientException(why, code, null)));
        Verifier verifier = new Verifier(new ObjectMapper(), (pod, container, nonces) -> Map.of(), Duration.ofMillis(50),
                Progress.UNHEARD, "");
        assertEquals(verdict, verifier.verify(() -> lab, any -> List.of(new ExperimentCheck(refused, () -> null))).getFirst().verdict());
    }
}
