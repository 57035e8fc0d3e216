package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTargetTest {
    private static final Map<String, String> IN_A_POD = Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1");

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
        "http://10.0.0.1:0/", "http://10.0.0.1:65536/", "http://10.0.0.1:99999999999/", "http://a b/", "http://x/\r\nEvil: 1", "http:10.0.0.1"})
    void whatIsNoPlainHttpUrlIsMalformed(String url) {
        assertThrows(IllegalArgumentException.class, () -> DialTarget.of(url));
    }

    @Test
    void aUrlIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> DialTarget.of("http://10.0.0.1/" + "x".repeat(2_048)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "2852039166", "169.254.0.1", "[fe80::1]", "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "168.63.129.16",
        "100.100.100.200", "0.0.0.0", "[::]", "224.0.0.1", "[ff02::1]", "10.96.0.1", "kubernetes.default", "Kubernetes.Default.svc.cluster.local"})
    void whereNoPathOfTheLabLeadsIsForbidden(String host) {
        DialTarget target = DialTarget.of("http://" + host + ":8080/");
        String why = assertThrows(DialTarget.Forbidden.class, () -> target.resolve(IN_A_POD)).getMessage();
        assertTrue(why.length() > 20 && why.lines().count() == 1, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.244.1.2", "172.18.255.201", "10.96.0.2", "[fd00::1]"})
    void workloadsMayBeDialled(String host) throws UnknownHostException {
        assertEquals(host.replaceAll("[\\[\\]]", "").replace("::", ":0:0:0:0:0:0:"),
                DialTarget.of("http://" + host + "/").resolve(IN_A_POD).getHostAddress());
    }

    @Test
    void ofANamesAddressesTheFirstIPv4OneIsTaken() {
        InetAddress six = InetAddress.ofLiteral("fd00::1");
        InetAddress four = InetAddress.ofLiteral("10.0.0.1");
        assertEquals(four, DialTarget.choose(six, four, InetAddress.ofLiteral("10.0.0.2")));
        assertEquals(six, DialTarget.choose(six));
    }
}
