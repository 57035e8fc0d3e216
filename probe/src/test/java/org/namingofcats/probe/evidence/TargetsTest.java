package org.namingofcats.probe.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.grant.Grant;
import org.namingofcats.probe.grant.Grants;
import org.namingofcats.probe.grant.Refused;
import org.namingofcats.probe.grant.Run;
import org.namingofcats.probe.path.NetworkPath;

@QuarkusTest
class TargetsTest {
    @Inject
    @All
    List<NetworkPath> paths;

    private final Lab lab = SmallLab.with(request -> null);
    private final Run run = new Run("token");

    @BeforeEach
    void name() {
        Targets.name(lab, run);
    }

    private boolean isNamed(String address, int port) {
        try {
            Grant grant = new Grants("token").read(run.grant("http://" + address + ":" + port + "/"));
            return grant.covers(InetAddress.ofLiteral(address), port);
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    /** A new path that dials something else must name it. */
    @Test
    void whateverAPathAsksIsNamed() {
        List<URI> urls = paths.stream().flatMap(path -> path.checks(lab).stream())
                .filter(Check.Dial.class::isInstance).flatMap(check -> ((Check.Dial) check).calls().stream())
                .map(call -> URI.create(call.url())).distinct().toList();
        assertTrue(urls.size() > 15, urls::toString);
        List<URI> unnamed = urls.stream().filter(url -> !url.getHost().endsWith(".svc")).filter(url ->
                !isNamed(url.getHost(), url.getPort() == -1 ? 80 : url.getPort())).toList();
        assertEquals(List.of(), unnamed);
    }

    @ParameterizedTest
    @CsvSource({"172.18.0.2, 6443", "172.18.0.2, 10250", "172.18.0.2, 80", "10.244.1.2, 8082", "127.0.0.1, 8082", "127.0.0.1, 10250",
        "10.96.0.1, 443", "10.244.2.66, 8001", "172.18.255.9, 443", "10.244.9.9, 8080"})
    void whatTheLabDoesNotHaveIsNot(String address, int port) {
        assertFalse(isNamed(address, port));
    }
}
