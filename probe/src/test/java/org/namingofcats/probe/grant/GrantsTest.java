package org.namingofcats.probe.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Grant GRANT = new Grant(NOON.getEpochSecond() + 60, Map.of("10.244.1.2", Set.of(8080)));

    private static Grants at(Instant time) {
        return new Grants(TOKEN, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static void assertRefused(String part, Grants reader, String word) {
        String why = assertThrows(Refused.class, () -> reader.read(word)).getMessage();
        assertTrue(why.contains(part) && why.lines().count() == 1, why);
    }

    @Test
    void whoHoldsTheTokenReadsWhatWasWritten() throws Refused {
        assertEquals(GRANT, at(NOON).read(at(NOON).write(GRANT)));
    }

    @Test
    void theTokenDoesNotTravel() {
        String word = at(NOON).write(GRANT);
        String content = new String(Base64.getUrlDecoder().decode(word.substring(0, word.indexOf('.'))), StandardCharsets.UTF_8);
        assertFalse(word.contains(TOKEN) || content.contains(TOKEN), content);
        assertTrue(content.contains("10.244.1.2"), content);
    }

    @Test
    void anotherTokenIsRefused() {
        assertRefused("not signed with", at(NOON), new Grants("another", Clock.fixed(NOON, ZoneOffset.UTC)).write(GRANT));
    }

    @Test
    void aWordThatWasChangedIsRefused() {
        String word = at(NOON).write(GRANT);
        String wider = Base64.getUrlEncoder().withoutPadding().encodeToString(
                ("{\"until\":" + GRANT.until() + ",\"targets\":{\"10.96.0.1\":[443]}}").getBytes(StandardCharsets.UTF_8));
        assertRefused("not signed with", at(NOON), wider + word.substring(word.indexOf('.')));
        for (int i = 0; i < word.length() - 1; i++) { // the last character has bits that say nothing
            char other = word.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused("not signed with", at(NOON), word.substring(0, i) + other + word.substring(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a", "a.b", "..", "{}", "eyJ9.", "ä.ö", "0123456789abcdef0123456789abcdef"})
    void nonsenseIsRefused(String word) {
        assertRefused("not signed with", at(NOON), word);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void noGrantIsRefused(String word) {
        assertRefused("no grant", at(NOON), word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "cat", "", "{\"until\":\"noon\"}", "{\"until\":1,\"targets\":{\"a\":7}}",
        "{\"until\":9223372036854775807,\"targets\":{}}", "{\"until\":-9223372036854775808,\"targets\":{}}", "{\"until\":1795608060,\"targets\":{\"127.0.0.1\":null}}"})
    void whatIsSignedButNoGrantIsRefused(String content) {
        assertRefused("no grant", at(NOON), new Seal(TOKEN).close(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itEnds() throws Refused {
        String word = at(NOON).write(GRANT);
        assertEquals(GRANT, at(NOON.plusSeconds(59)).read(word));
        assertRefused("it is stale, or the clocks differ", at(NOON.plusSeconds(60)), word);
    }

    @Test
    void noneLastsForEver() throws Refused {
        for (Duration life : List.of(Duration.ofMinutes(61), Duration.ofDays(9999))) {
            assertRefused("the grant ends at", at(NOON), at(NOON).write(new Grant(NOON.plus(life).getEpochSecond(), GRANT.targets())));
        }
        Grant long59 = new Grant(NOON.plus(Duration.ofMinutes(59)).getEpochSecond(), GRANT.targets());
        assertEquals(long59, at(NOON).read(at(NOON).write(long59)), "the agent's clock may be slow");
    }

    @Test
    void itCoversAnAddressHoweverItIsSpelt() {
        Grant grant = new Grant(0, Map.of("10.0.0.1", Set.of(80), Grant.text(InetAddress.ofLiteral("fd00::1")), Set.of(80)));
        assertTrue(grant.covers(InetAddress.ofLiteral("::ffff:10.0.0.1"), 80));
        assertTrue(grant.covers(InetAddress.ofLiteral("FD00:0::0:1"), 80));
        assertFalse(grant.covers(InetAddress.ofLiteral("10.0.0.1"), 81));
        assertFalse(grant.covers(InetAddress.ofLiteral("10.0.0.2"), 80));
        assertNotEquals(Grant.text(InetAddress.ofLiteral("fd00::1")), "fd00::1");
    }
}
