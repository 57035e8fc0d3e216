package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.grant.Grant;

/** Nothing but what the run has named is dialled, and some things not even then. */
class TargetCheckTest {
    private static final String API_SERVER = "10.96.0.1";

    private static Grant grant(String... addresses) {
        Map<String, Set<Integer>> targets = new HashMap<>();
        Arrays.stream(addresses).forEach(address -> targets.put(InetAddress.ofLiteral(address).getHostAddress(), Set.of(8080)));
        return new Grant(0, targets);
    }

    private static InetAddress admit(String host, Grant grant, TargetCheck.Names names) throws UnknownHostException {
        return new TargetCheck(API_SERVER, names).under(grant).admit(DialTarget.of("http://" + host + ":8080/"));
    }

    private static void assertForbidden(String part, String host, Grant grant, TargetCheck.Names names) {
        String why = assertThrows(Forbidden.class, () -> admit(host, grant, names)).getMessage();
        assertTrue(why.contains(part) && why.lines().count() == 1, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.244.1.2", "172.18.255.201", "10.96.0.2", "fd00::1", "64:ff9c::a9fe:a9fe"})
    void whatWasNamedIsAdmitted(String address) throws UnknownHostException {
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertEquals(InetAddress.ofLiteral(address), admit(host, grant(address), InetAddress::getAllByName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.244.1.2", "10.96.0.10", "172.18.0.3", "8.8.8.8", "[fd00::2]"})
    void whatWasNotNamedIsForbidden(String host) {
        assertForbidden("none of the targets", host, grant("10.244.1.3", "fd00::1"), InetAddress::getAllByName);
    }

    @Test
    void anAddressIsNamedWithItsPort() {
        TargetCheck check = new TargetCheck(API_SERVER, InetAddress::getAllByName);
        assertThrows(Forbidden.class, () -> check.under(grant("172.18.0.3")).admit(DialTarget.of("http://172.18.0.3:6443/")));
    }

    /** Not even a run that names them has them dialled. */
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "169.254.170.2", "fe80::1", "::ffff:169.254.169.254", "::169.254.169.254",
        "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::1", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "168.63.129.16", "100.100.100.200", "192.0.0.192",
        "0.0.0.0", "::", "224.0.0.1", "ff02::1", API_SERVER, "::ffff:10.96.0.1"})
    void someAddressesAreForbiddenAlthoughNamed(String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertForbidden(" is ", host, grant(address), InetAddress::getAllByName);
        assertForbidden(" is ", "cat.example", grant(address), name -> new InetAddress[] {InetAddress.ofLiteral(address)});
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "kubernetes.default", "Kubernetes.Default.svc.cluster.local"})
    void theApiServerIsForbiddenByName(String host) {
        assertForbidden("API server", host, grant("10.244.1.2"), name -> new InetAddress[] {InetAddress.ofLiteral("10.244.1.2")});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::FFFF:A9FE:A9FE]", "[0:0:0:0:0:ffff:169.254.169.254]"})
    void otherSpellingsOfTheMetadataAddressAreNoWayAround(String host) {
        assertForbidden("link-local", host, grant("169.254.169.254"), InetAddress::getAllByName);
    }

    /** A zone names an interface of this machine and makes no other address of it. */
    @ParameterizedTest
    @ValueSource(strings = {"fd00:ec2::254", "fd20:ce::254"})
    void aZoneIsNoWayAround(String address) {
        assertForbidden("metadata", "[" + address + "%1]", grant(address), InetAddress::getAllByName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[fd00:10:96::1]", "[fd00:10:96:0:0:0:0:1]", "[FD00:10:96::1%1]"})
    void theApiServerIsForbiddenHoweverItsAddressIsWritten(String host) {
        TargetCheck check = new TargetCheck("fd00:10:96::1", InetAddress::getAllByName);
        DialTarget target = DialTarget.of("http://" + host + ":8080/");
        String why = assertThrows(Forbidden.class, () -> check.under(grant("fd00:10:96::1")).admit(target)).getMessage();
        assertTrue(why.contains("API server"), why);
    }

    /** As some clouds tell it; then there is no address to keep off, and all else is as ever. */
    @Test
    void theApiServerMayBeToldAsAName() throws UnknownHostException {
        TargetCheck check = new TargetCheck("api.cluster.example", InetAddress::getAllByName);
        assertEquals(InetAddress.ofLiteral("10.96.0.2"), check.under(grant("10.96.0.2")).admit(DialTarget.of("http://10.96.0.2:8080/")));
    }

    @Test
    void aNameLeadsWhereItsAddressWasNamed() throws UnknownHostException {
        InetAddress cat = InetAddress.ofLiteral("10.96.0.7");
        assertEquals(cat, admit("cat.example", grant("10.96.0.7"), name -> new InetAddress[] {cat}));
        assertForbidden("none of the targets", "cat.example", grant("10.96.0.8"), name -> new InetAddress[] {cat});
    }

    /** A name that has another address the second time: what was checked is what is dialled. */
    @Test
    void aNameIsLookedUpOnce() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "169.254.169.254", "169.254.169.254"));
            TargetCheck check = new TargetCheck(API_SERVER, name -> new InetAddress[] {InetAddress.ofLiteral(answers.pop())});
            DialResult result = new Attempt(new DialRequest("http://rebinding.example:" + server.port() + "/", "n", null, 5_000),
                    check.under(new Grant(0, Map.of("127.0.0.1", Set.of(server.port()))))).make();
            assertEquals(Outcome.OK, result.outcome(), result::toString);
            assertEquals("127.0.0.1:" + server.port(), result.remoteAddress());
            assertEquals(2, answers.size());
        }
    }

    @Test
    void ofANamesAddressesTheFirstIPv4OneIsTaken() {
        InetAddress six = InetAddress.ofLiteral("fd00::1");
        InetAddress four = InetAddress.ofLiteral("10.0.0.1");
        assertEquals(four, TargetCheck.choose(six, four, InetAddress.ofLiteral("10.0.0.2")));
        assertEquals(six, TargetCheck.choose(six));
    }
}
