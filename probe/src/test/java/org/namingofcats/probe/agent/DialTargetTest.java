package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1, 10.0.0.1, 80, /, 10.0.0.1",
        "http://service-b/myPathB?a=b%20c#x, service-b, 80, /myPathB?a=b%20c, service-b",
        "http://10.0.0.1:65535/, 10.0.0.1, 65535, /, 10.0.0.1:65535",
        "http://[fd00::1]:8080/, [fd00::1], 8080, /, [fd00::1]:8080"})
    void aUrlIsRead(String url, String host, int port, String path, String header) {
        DialTarget target = DialTarget.of(url);
        assertEquals(new DialTarget(host, port, path), target);
        assertEquals(header, target.hostHeader());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "cat", "https://10.0.0.1/", "ftp://10.0.0.1/", "file:///etc/passwd", "http:///x", "http://u:p@10.0.0.1/",
        "HTTPS://10.0.0.1/", "FILE:/etc/passwd", "gopher://10.0.0.1/", "jar:http://10.0.0.1!/", "jdbc:x", "//10.0.0.1/", "/etc/passwd", "http://10.0.0.1\\@10.0.0.2/",
        "http://0xA9FEA9FE/", "http://2852039166/", "http://0251.0376.0251.0376/", "http://0xa9.0xfe.0xa9.0xfe/", "http://169.254.43518/", "http://169.16689662/",
        "http://10.0.0.1:0/", "http://10.0.0.1:65536/", "http://10.0.0.1:99999999999/", "http://a b/", "http://x/\r\nEvil: 1", "http:10.0.0.1"})
    void whatIsNoPlainHttpUrlIsMalformed(String url) {
        assertThrows(IllegalArgumentException.class, () -> DialTarget.of(url));
    }

    @Test
    void aUrlIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> DialTarget.of("http://10.0.0.1/" + "x".repeat(2_048)));
    }
}
