package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\n\r\n";

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(bytes(text));
    }

    private static String refused(String text) {
        return assertThrows(NotHttp.class, () -> read(text)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ncät", "HTTP/1.0 200\r\n\r\ncät", "HTTP/1.1 200 OK\n\ncät",
        CHUNKED + "1\r\nc\r\n3;x=y\r\nät\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length:4\r\n\r\ncät"})
    void aBodyByLengthByChunksOrUntilTheEnd(String answer) throws IOException {
        HttpAnswer read = read(answer);
        assertEquals(200, read.status());
        assertEquals("cät", read.body());
    }

    /** What stays on the connection behind an answer would be taken for the next one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true|HTTP/1.1 200 OK~Content-Length: 2~~hi", "true|HTTP/1.1 204 No Content~~", "true|HTTP/1.0 200 OK~Connection: Keep-Alive~Content-Length: 2~~hi",
        "true|HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~~", "true|HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~X-Trailer: 1~~",
        "false|HTTP/1.1 200 OK~~hi", "false|HTTP/1.0 200 OK~Content-Length: 2~~hi", "false|HTTP/1.1 200 OK~Connection: Close~Content-Length: 2~~hi",
        "false|HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~"})
    void aConnectionIsReusableWhenTheAnswerEndedAndNobodyCloses(boolean reusable, String answer) throws IOException {
        InputStream in = bytes(answer.replace("~", "\r\n") + (reusable ? "HTTP/1.1 200 next" : ""));
        assertEquals(reusable, HttpAnswer.read(in).reusable());
        assertEquals(reusable ? "HTTP/1.1 200 next" : "", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsLongerThanTheLimitIsNotReusable() throws IOException {
        assertFalse(read("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(70_000)).reusable());
        assertFalse(read(CHUNKED + "11170\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n").reusable());
    }

    @Test
    void someAnswersHaveNoBody() throws IOException {
        assertEquals(new HttpAnswer(204, "", true), read("HTTP/1.1 204 No Content\r\n\r\nx"));
        assertEquals(new HttpAnswer(200, "", true), read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "-ERR unknown command\r\n", "220 mail ready\r\n",
        "HTTP/2 200\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "{\"json\":1}"})
    void whatIsNotHttpIsQuoted(String answer) {
        String message = refused(answer);
        assertTrue(message.startsWith("not HTTP: it answered '"), message);
        assertTrue(message.contains(answer.strip().substring(3, 6)), message);
        assertTrue(message.chars().allMatch(c -> c >= 0x20 && c < 0x7f), message);
    }

    @Test
    void aTlsAlertIsQuotedWithoutWhatCannotBePrinted() {
        assertTrue(refused("\u0015\u0003\u0001\u0000\u0002\u0002F").endsWith("'??????F'"));
    }

    @Test
    void whoNeverEndsALineIsToldByTheBeginning() {
        InputStream silent = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("waits for more of what cannot be HTTP");
            }
        };
        NotHttp refused = assertThrows(NotHttp.class,
                () -> HttpAnswer.read(new SequenceInputStream(bytes("J\0\0\0\n5.7.30"), silent)));
        assertTrue(refused.getMessage().contains("'J"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "18446744073709551615", "", "5, 5"})
    void aLengthThatIsNoneIsNotHttp(String length) {
        assertTrue(refused("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nhello").endsWith("is no length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff", "-5", "xyz", ""})
    void aChunkSizeThatIsNoneIsNotHttp(String size) {
        assertTrue(refused(CHUNKED + size + "\r\nhello").endsWith("is no length"));
    }

    @Test
    void aHeaderThatIsNoneIsNotHttp() {
        assertTrue(refused("HTTP/1.1 200 OK\r\nno colon\r\n\r\n").contains("'no colon' is no header"));
        assertTrue(refused("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n").contains("'gzip'"));
    }

    /** Whoever guesses which of them is meant reads another answer. */
    @Test
    void aBodyIsAsLongAsWasSaidOnce() {
        assertTrue(refused("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy").endsWith("two lengths, '1' and '2'"));
        assertTrue(refused(CHUNKED + "3\r\nhello\r\n0\r\n\r\n").endsWith("longer than the 3 bytes that it announced"));
    }

    @Test
    void aHeadIsBounded() {
        String bomb = "X: 1\r\n".repeat(HttpLines.LIMIT / 6);
        assertTrue(refused("HTTP/1.1 200 OK\r\n" + bomb + "\r\n").contains("longer than 65536 bytes"));
        assertTrue(refused("HTTP/1.1 200 OK\r\nX: " + "y".repeat(HttpLines.LIMIT)).contains("longer than 65536 bytes"));
        assertTrue(refused("HTTP/1.1 102 Processing\r\n\r\n".repeat(5_000)).contains("longer than 65536 bytes"));
    }

    @Test
    void noMoreIsReadThanTheBodysLimit() throws IOException {
        for (String head : new String[] {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", CHUNKED + "F4240\r\n"}) {
            InputStream in = bytes(head + "x".repeat(1_000_000));
            assertEquals(65_536, HttpAnswer.read(in).body().length());
            assertEquals(1_000_000 - 65_536, in.available());
        }
    }
}
