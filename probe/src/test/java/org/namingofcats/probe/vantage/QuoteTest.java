package org.namingofcats.probe.vantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.namingofcats.probe.vantage.Quote.quoted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.SmallLab;

/** Whoever answers may be anybody, and is quoted. */
class QuoteTest {
    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\u001b", "\u009b", "\n", "\t", "\u007f", "\u0000", "\ud800", "\udc00", "\uffff"})
    void nothingInItMovesACursorOrIsNoText(String odd) {
        assertEquals("a\uFFFDb", quoted("a" + odd + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "service-a-6f5b9d7c8-tq2lm", "fd00::1", "Käse → 🐈", "null"})
    void whatIsTextStaysAsItIs(String text) {
        assertEquals(text, quoted(text));
    }

    @Test
    void itIsCutBetweenCharactersAndNotWithinOne() {
        String longest = "🐈".repeat(Quote.LONGEST);
        assertEquals(longest, quoted(longest));
        assertEquals(longest + "…", quoted(longest + "x"));
        assertEquals(longest + "…", quoted("🐈".repeat(60_000)));
        assertNull(quoted((String) null));
        assertNull(quoted((Passport) null));
    }

    @Test
    void anHonestPassportStaysAsItIsAndEachWordOfAnotherIsQuoted() throws JsonProcessingException {
        String honest = SmallLab.passport("n-1", "service-a", SmallLab.A, SmallLab.CLIENT);
        ObjectMapper json = new ObjectMapper();
        assertEquals(json.readValue(honest, Passport.class), quoted(json.readValue(honest, Passport.class)));
        String lies = quoted(json.readValue(honest.replaceAll(":\"[^\"]*\"", ":\"\\\\ud800" + "x".repeat(60_000) + "\""), Passport.class)).toString();
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(lies) && lies.length() < 4_000, lies);
    }
}
