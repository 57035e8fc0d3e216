package org.namingofcats.probe.load;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.BufferOverflowException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever listens to a lane that fails is told, instead of listening for ever. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TellingTest {

    /** Kept connections are made before a lane begins, others after that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLaneThatFailsBeforeItBeganOrAfterwards(boolean keepAlive) {
        Map<String, String> headers = new HashMap<>();
        LoadRequest request = new LoadRequest("lane", "http://127.0.0.1:1/", headers, 10, 1, keepAlive, 1_000, true, true, 0, List.of(), null, null);
        headers.put("X-Cat", "x".repeat(20_000)); // no request may have it, and no lane has room for it
        Telling telling = new Telling(new Lane(request, target -> InetAddress.getByName(target.host()), new ObjectMapper()), new ObjectMapper());
        assertInstanceOf(BufferOverflowException.class,
                assertThrows(CompletionException.class, () -> telling.to(OutputStream.nullOutputStream(), () -> false)).getCause());
    }
}
