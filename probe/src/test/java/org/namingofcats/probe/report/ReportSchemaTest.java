package org.namingofcats.probe.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.explain.Station;

/** {@code docs/report.schema.json} says what {@code report.json} is, no less and no more. */
class ReportSchemaTest {
    private static final Path FILE = Path.of("../docs/report.schema.json");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode text;
    private final JsonSchema schema;
    private final ObjectNode report;

    ReportSchemaTest() throws Exception {
        text = json.readTree(Files.readString(FILE));
        schema = FACTORY.getSchema(text);
        report = (ObjectNode) json.readTree(ReportFolder.json(SampleReport.make(), json));
    }

    @Test
    void isItselfASchema() {
        assertEquals(Set.of(), FACTORY.getSchema(java.net.URI.create(SchemaId.V202012)).validate(text));
    }

    @Test
    void acceptsAReport() {
        Set<ValidationMessage> messages = schema.validate(report);
        assertEquals(Set.of(), messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cluster/cni", "/checks/0/verdict", "/checks/0/evidence/rewrittenBy",
            "/checks/0/evidence/calls/0/firstByteMillis", "/summary/inconclusive", "/made", "/journeys/2/reason",
            "/journeys/0/journey/stations/0/unread"})
    void missesWhatIsNotThere(String pointer) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) report.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        assertFalse(schema.validate(report).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cluster", "/checks/0", "/checks/0/evidence", "/checks/0/evidence/calls/0", "/summary", "/journeys/0",
            "/journeys/0/journey", "/journeys/0/journey/stations/0"})
    void knowsEveryField(String pointer) {
        ((ObjectNode) report.at(pointer)).put("unheardOf", 1);
        assertFalse(schema.validate(report).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome", "verdict"})
    void knowsEachWordOfAClosedSet(String field) {
        ((ObjectNode) report.at("/checks/0")).put(field, "PERHAPS");
        assertFalse(schema.validate(report).isEmpty());
    }

    @Test
    void aPathHasAJourneyOrAReason() {
        ((ObjectNode) report.at("/journeys/2")).putNull("reason");
        assertFalse(schema.validate(report).isEmpty());
    }

    @Test
    void namesTheSameOutcomesAndVerdictsAsTheCode() {
        assertEquals(Arrays.stream(Outcome.values()).map(Enum::name).toList(), words("/$defs/outcome/enum"));
        assertEquals(Arrays.stream(Verdict.values()).map(Enum::name).toList(),
                words("/$defs/check/properties/verdict/enum"));
        assertEquals(Arrays.stream(Station.Kind.values()).map(Enum::name).toList(), words("/$defs/station/properties/kind/enum"));
    }

    private List<String> words(String pointer) {
        List<String> words = new ArrayList<>();
        ((ArrayNode) text.at(pointer)).forEach(word -> words.add(word.asText()));
        return words;
    }
}
