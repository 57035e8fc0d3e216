package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Outcome;

/** A body is printed as JSON where all of it is, else as it came. */
class DialCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'pod': 'a'}       | {'pod':'a'}",
        "404                | 404",
        "404 page not found | '404 page not found'",
        "{} {}              | '{} {}'",
        "true story         | 'true story'"})
    void isReadable(String body, String printed) {
        DialResult result = new DialResult(Outcome.HTTP_ERROR, 404, body.replace('\'', '"'), "10.0.0.1:80", null, new Timing(0, 0, 0, 0), null);
        assertEquals(printed.replace('\'', '"'), new DialCommand(new ObjectMapper()).readable(result).get("body").toString());
    }

    /** An 8-bit control sequence (U+009B) is one to many a terminal, and stays readable as JSON. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\u009b2J", "\u001b[2J", "\ud800", "{\"pod\": \"\u009b2J\"}"})
    void nothingThatCameMovesACursor(String body) throws JsonProcessingException {
        DialResult result = new DialResult(Outcome.HTTP_ERROR, 404, body, "10.0.0.1:80", null, new Timing(0, 0, 0, 0), body);
        DialCommand command = new DialCommand(new ObjectMapper());
        assertTrue(command.printed(result).matches("[\\x20-\\x7e\\r\\n]+"), command.printed(result));
        assertEquals(command.readable(result), new ObjectMapper().readTree(command.printed(result)));
    }
}
