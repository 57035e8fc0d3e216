package org.namingofcats.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.BadRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceTest {

    @Test
    void noneIsNull() {
        assertNull(Nonce.of(List.of()));
    }

    @Test
    void longestWellFormedOneIsItself() {
        var longest = "aZ09-".repeat(12) + "cats";
        assertEquals(64, longest.length());
        assertEquals(longest, Nonce.of(List.of(longest)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a_b", "ä", "a\n", "12345678901234567890123456789012345678901234567890123456789012345"})
    void malformedOneIsBadRequestInOneLine(String nonce) {
        var thrown = assertThrows(BadRequestException.class, () -> Nonce.of(List.of(nonce)));
        assertEquals("X-Lab-Nonce must be 1 to 64 characters of [A-Za-z0-9-]\n", thrown.getResponse().getEntity());
    }

    /** Its receipt would be at {@code /receipts/each}, where those of several are. */
    @Test
    void theOneWithoutAReceiptOfItsOwnIsBadRequest() {
        var thrown = assertThrows(BadRequestException.class, () -> Nonce.checked("each"));
        assertEquals("X-Lab-Nonce must not be 'each': /receipts/each is no receipt\n", thrown.getResponse().getEntity());
        assertEquals("Each", Nonce.checked("Each"));
    }

    @Test
    void twoAreBadRequest() {
        assertThrows(BadRequestException.class, () -> Nonce.of(List.of("a", "a")));
    }
}
