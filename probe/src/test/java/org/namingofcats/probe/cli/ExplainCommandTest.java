package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A wrong command line is told before anything is asked of a cluster. */
@QuarkusTest
class ExplainCommandTest {
    @Inject
    CommandLine.IFactory beans;

    @ParameterizedTest
    @CsvSource({
        "explain, PATH",
        "explain nowhere, 'there are localhost, pod-ip, cluster-ip, node-port, load-balancer, ingress'",
        "explain ingress --output xml, output",
        "explain ingress --svg /no/such/folder/drawing.svg, 'is not a file in a folder that is there'",
        "explain ingress --svg /tmp, 'is not a file in a folder that is there'"})
    void wrongUsageIs64(String line, String cause) {
        StringWriter errors = new StringWriter();
        int code = Main.commandLine(beans).setErr(new PrintWriter(errors, true)).setOut(new PrintWriter(new StringWriter()))
                .execute(line.split(" "));
        assertEquals(ExitCode.USAGE, code, errors.toString());
        assertEquals(1, errors.toString().lines().count(), errors.toString());
        assertTrue(errors.toString().contains(cause), errors.toString());
    }
}
