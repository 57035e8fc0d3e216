package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory at rest is that of a service that has not been asked much. */
class AtRestTest {
    @Test
    void residentMemoryIsInKibibytes() {
        assertEquals(105.472, AtRest.residentMegabytes("Name:\tjava\nVmHWM:\t  110000 kB\nVmRSS:\t  103000 kB\nRssAnon:\t 7 kB\n").orElseThrow(), 1e-9);
    }

    /** A process that has ended has a status without memory; 0 MB would meet every aim. */
    @Test
    void memoryThatIsNotToBeSeenIsNone(@TempDir Path process) throws Exception {
        assertEquals(Optional.empty(), AtRest.megabytes(process));
        Files.writeString(process.resolve("status"), "Name:\tjava\nState:\tZ (zombie)\n");
        assertEquals(Optional.empty(), AtRest.megabytes(process));
    }

    @Test
    void requestsOfAllKindsCount() {
        assertEquals(OptionalLong.of(4_200), AtRest.answered("""
                # TYPE http_server_requests_seconds summary
                http_server_requests_seconds_count{method="GET",outcome="SUCCESS",status="200",uri="/"} 4.0E3
                http_server_requests_seconds_sum{method="GET",outcome="SUCCESS",status="200",uri="/"} 9.5
                http_server_requests_seconds_count{method="GET",outcome="CLIENT_ERROR",status="404",uri="NOT_FOUND"} 200.0
                """));
        assertEquals(OptionalLong.empty(), AtRest.answered("nothing\n"));
        assertEquals(OptionalLong.empty(), AtRest.answered(null));
    }

    /** A ladder before it would decide the aim, and so would its want of metrics. */
    @Test
    void afterALadderItIsNotAtRest() {
        assertEquals(Optional.empty(), AtRest.objection(OptionalLong.of(AtRest.MOST_ANSWERED)));
        assertEquals(Optional.of("the pod has answered 333,000 requests, and is at rest after 5,000 at most: delete it, and `make verify`"),
                AtRest.objection(OptionalLong.of(333_000)));
        assertEquals(Optional.of("the pod does not tell how many requests it has answered, and is at rest after 5,000 at most: delete it, and `make verify`"),
                AtRest.objection(OptionalLong.empty()));
    }
}
