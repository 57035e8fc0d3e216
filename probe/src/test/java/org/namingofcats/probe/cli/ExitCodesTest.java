package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.cli.VerifyCommand.Require;
import org.namingofcats.probe.doctor.Finding;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Report.Summary;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Every way to end has its code. */
class ExitCodesTest {
    @ParameterizedTest
    @CsvSource({"403, 77, no permission", "401, 69, credentials", "500, 69, cannot serve the request", "0, 69, cannot be reached"})
    void theApiServersRefusalIsNamed(int status, int code, String cause) {
        ProbeException told = ClusterTrouble.tell(new KubernetesClientException("pods is forbidden", status, null));
        assertEquals(code, told.exitCode());
        assertTrue(told.getMessage().contains(cause), told.getMessage());
    }

    /** It is no bug of the probe's, and there is something to be done. */
    @Test
    void anAgentThatCannotBeAskedIsInconclusive() {
        ProbeException told = ClusterTrouble.tell(new AgentUnreachable("the container cats-outside is stopped"));
        assertEquals(ExitCode.INCONCLUSIVE, told.exitCode());
        assertTrue(told.getMessage().startsWith("the container cats-outside is stopped: nothing was learnt"), told.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 1", "2, 2", "69, 69", "77, 64"})
    void aReportThatCannotBeWrittenHidesNoVerdict(int verdict, int code) {
        ProbeException told = new ProbeException(ExitCode.USAGE, "it cannot be written", "free that place").beside(verdict);
        assertEquals(code, told.exitCode());
        assertEquals("it cannot be written: free that place", told.getMessage());
    }

    @Test
    void whoIsQuotedDoesNotSteerTheTerminal() {
        assertEquals("a\uFFFD[2J b\uFFFD2J c", ProbeException.brief(new IllegalStateException("a\u001b[2J\nb\u009b2J\u2028c")));
    }

    @ParameterizedTest
    @CsvSource({"5,0,0,0,PASSED,0", "5,1,0,1,PASSED,1", "5,0,0,1,PASSED,2", "0,0,3,0,PASSED,77", "0,0,0,0,PASSED,77",
        "5,0,1,0,PASSED,0", "5,0,1,0,ALL,1"})
    void theVerdictsMakeTheCode(int passed, int failed, int skipped, int inconclusive, Require require, int code) {
        assertEquals(code, VerifyCommand.exitCode(new Summary(passed, failed, skipped, inconclusive), require));
    }

    /** Rights that were taken away in the middle: something has run. */
    @ParameterizedTest
    @CsvSource({"403, no permission", "401, credentials"})
    void aRefusalInTheMiddleIsNotThatNothingCouldRun(int status, String cause) {
        ProbeException told = ClusterTrouble.midway(new KubernetesClientException("pods is forbidden", status, null));
        assertEquals(ExitCode.UNREACHABLE, told.exitCode());
        assertTrue(told.getMessage().startsWith("in the middle of the run ") && told.getMessage().contains(cause), told.getMessage());
    }

    /** Whatever the races before came to. */
    @Test
    void aClusterThatIsGoneInTheMiddleHasItsCode() {
        ProbeException told = assertThrows(ProbeException.class, () -> RaceCommand.exitCode(Map.of(Verdict.FAIL, 1L, Verdict.PASS, 3L),
                Optional.of(new KubernetesClientException("Connection refused"))));
        assertEquals(ExitCode.UNREACHABLE, told.exitCode());
        assertTrue(told.getMessage().startsWith("in the middle of the run the cluster cannot be reached: Connection refused: ")
                && told.getMessage().endsWith(": what was learnt until then is reported"), told.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"PASS,0", "FAIL,1", "INCONCLUSIVE,2", "SKIPPED,77", "PASS SKIPPED,0", "PASS INCONCLUSIVE,2", "SKIPPED INCONCLUSIVE,2", "INCONCLUSIVE FAIL PASS SKIPPED,1"})
    void theRacesMakeTheCode(String verdicts, int code) {
        assertEquals(code, RaceCommand.exitCode(Stream.of(verdicts.split(" ")).collect(Collectors.groupingBy(Verdict::valueOf, Collectors.counting())),
                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"PASS,0", "PASS SKIPPED,0", "PASS INCONCLUSIVE,2", "SKIPPED INCONCLUSIVE,2", "INCONCLUSIVE FAIL PASS,1"})
    void whatIsFoundMakesTheCodeOfDoctor(String verdicts, int code) {
        assertEquals(code, DoctorCommand.exitCode(Map.of("cluster", Stream.of(verdicts.split(" "))
                .map(verdict -> new Finding("nodes", Verdict.valueOf(verdict), "", null)).toList())));
    }

    @ParameterizedTest
    @CsvSource({"PASS,0", "FAIL,1", "INCONCLUSIVE,2"})
    void aSoakHasTheCodeOfItsVerdict(Verdict verdict, int code) {
        assertEquals(code, SoakCommand.exitCode(verdict));
    }
}
