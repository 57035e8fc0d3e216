package org.namingofcats.serviceb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks servers, as bytes on a socket, because clients do not send it; all workloads share the code that answers. */
@QuarkusTest
@Timeout(30)
class BadRequestTest {
    @TestHTTPResource
    URI self;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        // what                     | request line            | header; TIMES×TEXT repeats                   | status
        "no nonce                   | GET / HTTP/1.1          |                                              | 200",
        "a malformed nonce          | GET / HTTP/1.1          | X-Lab-Nonce: a b                             | 400",
        "an empty nonce             | GET / HTTP/1.1          | X-Lab-Nonce:                                 | 400",
        "a nonce too long by one    | GET / HTTP/1.1          | X-Lab-Nonce: 65×a                            | 400",
        "a giant nonce              | GET / HTTP/1.1          | X-Lab-Nonce: 16000×a                         | 400",
        "a header too large         | GET / HTTP/1.1          | X-Cat: 100000×a                              | 431",
        "headers without end        | GET / HTTP/1.1          | 20000×X-Cat: a~                              | 431",
        "a nonce of another script  | GET / HTTP/1.1          | X-Lab-Nonce: \u00e9                          | 400",
        "two nonces                 | GET / HTTP/1.1          | X-Lab-Nonce: a~X-Lab-Nonce: b                | 400",
        "the wrong case             | GET /mypathb HTTP/1.1   |                                              | 404",
        "a path below nothing       | GET /nowhere/at/all HTTP/1.1 |                                         | 404",
        "a malformed nonce to nowhere | GET /nowhere HTTP/1.1 | X-Lab-Nonce: a b                             | 400",
        "two nonces to nowhere      | GET /nowhere HTTP/1.1   | X-Lab-Nonce: a~X-Lab-Nonce: b                | 400",
        "a path out of the root     | GET /../../etc/passwd HTTP/1.1 |                                       | 404",
        "an encoded way out         | GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1 |                               | 404",
        "a broken encoding          | GET /%zz HTTP/1.1       |                                              | 400",
        "a URL too long             | GET /8000×a HTTP/1.1    |                                              | 414",
        "another method             | POST / HTTP/1.1         | Content-Length: 0                            | 405",
        "a body too large           | POST / HTTP/1.1         | Content-Length: 104857600                    | 413",
        "a length that is none      | POST / HTTP/1.1         | Content-Length: cat                          | 400",
        "a length below zero        | POST / HTTP/1.1         | Content-Length: -1                           | 400",
        "two lengths                | POST / HTTP/1.1         | Content-Length: 1~Content-Length: 2          | 400",
        "a receipt for no nonce     | GET /receipts/a_b HTTP/1.1 |                                           | 400",
        "a receipt for a giant nonce | GET /receipts/65×a HTTP/1.1 |                                         | 400",
        "the nonce of no receipt    | GET / HTTP/1.1          | X-Lab-Nonce: each                            | 400",
        "receipts from no number    | GET /receipts?from=abc HTTP/1.1 |                                      | 400",
        "receipts beyond a number   | GET /receipts?from=9223372036854775808 HTTP/1.1 |                      | 400",
        "a nonce too, from no number | GET /receipts?from=x HTTP/1.1 | X-Lab-Nonce: a b                      | 400",
        "no HTTP                    | SSH-2.0-cat             |                                              | 400"})
    void isRefusedByItsNameAndTheServiceLivesOn(String what, String line, String header, int status) throws IOException {
        String head = repeated(line) + "\r\nHost: cat\r\n"
                + (header == null ? "" : repeated(header).replace("~", "\r\n") + "\r\n") + "Connection: close\r\n\r\n";
        String answer = answer(head);
        assertEquals(String.valueOf(status), answer.replaceFirst("(?s)HTTP/1.[01] (\\d+).*", "$1"), answer);
        assertTrue(answer.length() < 5_000 && !answer.contains("\tat "), answer);
        assertTrue(answer("GET /q/health/live HTTP/1.1\r\nHost: cat\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
    }

    /** {@code 3×a} is {@code aaa}. */
    private static String repeated(String text) {
        return Pattern.compile("(\\d+)×(X-Cat: a~|a)").matcher(text)
                .replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(self.getHost(), self.getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It hangs up in the middle, as it may: what it said before is there to be read.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
