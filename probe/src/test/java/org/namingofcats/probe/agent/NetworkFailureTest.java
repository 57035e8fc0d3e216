package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.api.Outcome;

/** What the kernel's errors are called, as seen on Linux with JDK 25 behind the route or rule that is named beside them. */
class NetworkFailureTest {
    @ParameterizedTest
    @CsvSource({
        "Connection refused, REFUSED",          // nobody listens; REJECT with icmp-port-unreachable or tcp-reset
        "No route to host, UNREACHABLE",        // unreachable route; icmp-host-unreachable, icmp-admin-prohibited
        "Network is unreachable, UNREACHABLE",  // no route at all; icmp-net-unreachable
        "Connection reset, RESET",
        "Broken pipe, RESET",
        "Connection timed out, TIMEOUT",        // the kernel's own, when our deadline is longer
        "Permission denied, OTHER",             // prohibit route
        "Invalid argument, OTHER",              // blackhole route
        "Protocol not available, OTHER",        // icmp-proto-unreachable
        ", OTHER"})
    void theKernelsWordsAreOneOutcomeEach(String message, Outcome outcome) {
        assertEquals(outcome, NetworkFailure.outcome(new IOException(message)));
    }

    @Test
    void whoseWordsTheyAreComesFirst() {
        assertEquals(Outcome.DNS, NetworkFailure.outcome(new UnknownHostException("connection refused")));
        assertEquals(Outcome.TIMEOUT, NetworkFailure.outcome(new SocketTimeoutException()));
        assertEquals(Outcome.RESET, NetworkFailure.outcome(new EOFException()));
        assertEquals(Outcome.OTHER, NetworkFailure.outcome(NotHttp.because("reset")));
    }
}
