package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.report.Report;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.report.SampleReport;

/** The page says of a check what the report says. */
class ReportSightTest {
    private final ObjectMapper json = new ObjectMapper().configure(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final Feed feed = new Feed(json);
    private final ReportSight sight = new ReportSight(feed);

    private Map<String, Entry> shown(String topic) {
        try (Reader reader = feed.read()) {
            return reader.table().stream().filter(entry -> entry.topic().equals(topic))
                    .collect(Collectors.toMap(Entry::key, entry -> entry, (a, b) -> a, LinkedHashMap::new));
        }
    }

    @Test
    void eachCheckIsThatOfTheReportAfterItWasWrittenAndRead() throws Exception {
        Report report = json.readValue(ReportFolder.json(SampleReport.make(), json), Report.class);
        feed.put("check", "cluster-ip/of-another-time", "old");
        sight.show(report);
        Map<String, Entry> checks = shown("check");
        assertEquals(report.checks().stream().map(CheckResult::id).toList(), List.copyOf(checks.keySet()));
        report.checks().forEach(check -> {
            var value = checks.get(check.id()).value();
            assertEquals(check.verdict().name(), value.get("verdict").asText());
            assertEquals(check.expected(), value.get("expected").textValue());
            assertEquals(check.reason(), value.get("why").textValue());
        });
        assertEquals(report.summary().failed(), shown("report").get("").value().get("summary").get("failed").asInt());
        assertEquals(404, checks.get("ingress/wrong-case-MYPATHB-is-404").value().get("status").asInt());
    }

    @Test
    void aResultIsShownWhenItComesAndIsNotFinalYet() {
        CheckResult first = SampleReport.make().checks().getFirst();
        feed.put("check", "cluster-ip/of-another-time", "old");
        sight.planned(List.of(new Check.Skipped(first.id(), "outside", "none"), new Check.Skipped("localhost/other", "outside", "none")));
        assertEquals(Map.of(), shown("check"));
        sight.made(first);
        assertTrue(shown("check").get(first.id()).value().get("provisional").asBoolean());
        assertEquals("{\"made\":1,\"planned\":2}", shown("progress").get("").value().toString());
        sight.made(first);
        assertEquals("{\"made\":1,\"planned\":2}", shown("progress").get("").value().toString());
    }
}
