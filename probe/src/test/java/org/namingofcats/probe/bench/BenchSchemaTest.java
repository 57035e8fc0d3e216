package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SpecVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/bench.schema.json} says what {@code bench.json} is, no less and no more. */
class BenchSchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final ObjectMapper json = new ObjectMapper();
    private final BenchReport made = Tallies.report(Tallies.ladder(1.01, 1));
    private final JsonNode text;
    private final JsonSchema schema;
    private final ObjectNode report;

    BenchSchemaTest() throws Exception {
        text = json.readTree(Files.readString(Path.of("../docs/bench.schema.json")));
        schema = FACTORY.getSchema(text);
        report = (ObjectNode) json.readTree(BenchFiles.text(made, json));
    }

    @Test
    void isItselfASchema() {
        assertEquals(Set.of(), FACTORY.getSchema(URI.create(SchemaId.V202012)).validate(text));
    }

    @Test
    void acceptsABench() {
        assertEquals(Set.of(), schema.validate(report));
    }

    @Test
    void acceptsAGrowth() throws Exception {
        JsonNode growth = json.readTree(BenchFiles.text(Tallies.growth("nftables", 1.2, 1), json));
        assertEquals(Set.of(), schema.validate(growth));
        assertEquals("nftables", growth.at("/setting/proxyMode").asText());
        assertEquals(List.of(0, 0, 0, 100, 100, 100, 1_000, 1_000, 1_000), growth.findValues("services").stream().map(JsonNode::asInt).toList());
    }

    @ParameterizedTest
    @MethodSource
    void acceptsWhatIsRecorded(Path file) throws Exception {
        assertEquals(Set.of(), schema.validate(json.readTree(Files.readString(file))));
    }

    static List<Path> acceptsWhatIsRecorded() throws Exception {
        try (var files = Files.list(Path.of("../docs"))) {
            return files.filter(file -> file.getFileName().toString().matches("bench(-[a-z-]+)?\\.json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/figures", "/figures/0/aim", "/figures/0/met", "/control/low", "/noise/rule", "/verdict", "/arms/0/serverCpu", "/setting/seed"})
    void missesWhatIsNotThere(String pointer) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) report.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        assertFalse(schema.validate(report).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/figures/0", "/control", "/control/fresh", "/noise", "/setting", "/arms/0"})
    void knowsEveryField(String pointer) {
        ((ObjectNode) report.at(pointer)).put("unheardOf", 1);
        assertFalse(schema.validate(report).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {BenchReport.MET, BenchReport.MISSED, BenchReport.NONE})
    void knowsTheVerdicts(String verdict) {
        assertEquals(Set.of(), schema.validate(report.put("verdict", verdict)));
        assertFalse(schema.validate(report.put("verdict", verdict + "!")).isEmpty());
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve(Subject.LADDER.file()), BenchFiles.text(made, json));
        assertEquals(made, BenchFiles.read(file, json));
    }
}
