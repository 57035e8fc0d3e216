package org.namingofcats.probe.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer is whole at a glance only when nobody could read it otherwise. */
class GlanceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK~content-length: 2~~hi                                     | whole
            HTTP/1.1 200 OK~Server: nginx~CONTENT-Length: 2~Connection: Keep-Alive~~hi | whole
            HTTP/1.1 204 No Content~Content-Length: 0~~                               | whole
            HTTP/1.1 200 OK~Connection: close~Content-Length: 2~~hi                   | whole, ends
            HTTP/1.1 200 OK~Connection:close~Content-Length:  2~~hi                   | whole, ends
            HTTP/1.1 200 OK~Connection: upgrade~Content-Length: 2~~hi                 | whole, ends
            HTTP/1.0 200 OK~Content-Length: 2~~hi                                     | whole, ends
            HTTP/1.1 404 Not Found~Content-Length: 2~~hi                              | whole, ends
            HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~hi              | not
            HTTP/1.1 200 OK~Content-Length: 3~~hi                                     | not
            HTTP/1.1 200 OK~Content-Length: 1~~hi                                     | not
            HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 2~~hi                   | not
            HTTP/1.1 200 OK~Content-Length: 9~Content-Length: 9~Content-Length: 2~~hi | not
            HTTP/1.1 200 OK~Content-Length: 2, 2~~hi                                  | not
            HTTP/1.1 200 OK~Content-Length: -2~~hi                                    | not
            HTTP/1.1 200 OK~Content-Length: 99999999999~~hi                           | not
            HTTP/1.1 200 OK~Content-Length: 2~Transfer-Encoding: chunked~~hi          | not
            HTTP/1.1 200 OK~~hi                                                       | not
            HTTP/1.1 200 OK~Content-Length: 2~                                        | not
            HTTP/1.1 200 OK                                                           | not
            ~                                                                         | not
            """)
    void isWholeAndGoesOn(String answer, String seen) {
        byte[] bytes = answer.strip().replace("~", "\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer within = ByteBuffer.allocate(bytes.length + 2).position(1).put(bytes).flip().position(1);
        Glance glance = Glance.at(within);
        assertEquals(seen, !glance.whole() ? "not" : glance.ends() ? "whole, ends" : "whole");
        assertEquals(1, within.position());
    }
}
