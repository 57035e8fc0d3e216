package org.namingofcats.probe.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.report.SampleReport;

/** What Prometheus is told. */
class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T19:12:03.500Z");
    private static final String CHECK = "{check=\"x\",path=\"a\",";

    private final Metrics metrics = new Metrics();

    private Scraped after(Round... rounds) {
        for (Round round : rounds) {
            metrics.count(round, NOW);
        }
        return Scraped.of(metrics);
    }

    private static String verdict(String verdict) {
        return "naming_of_cats_check_verdict" + CHECK + "vantage=\"node\",verdict=\"" + verdict + "\"}";
    }

    private static String outcome(String outcome) {
        return "naming_of_cats_check_outcomes_total{check=\"x\",outcome=\"" + outcome + "\",path=\"a\",vantage=\"node\"}";
    }

    @Test
    void outcomesAreCountedAndTheVerdictIsOneOfFour() {
        Scraped scraped = after(Rows.round("a/x PASS"), Rows.round("a/x FAIL"), Rows.round("a/x FAIL"), Rows.round("a/x SKIPPED"));
        assertEquals(1, scraped.value(outcome("OK")));
        assertEquals(2, scraped.value(outcome("REFUSED")));
        assertEquals(1, scraped.value(outcome("NONE")));
        assertEquals(List.of(0.0, 0.0, 1.0, 0.0), List.of("PASS", "FAIL", "SKIPPED", "INCONCLUSIVE").stream()
                .map(word -> scraped.value(verdict(word))).toList());
    }

    @Test
    void afterARoundThatWasNotMadeNothingPassesForGood() {
        Scraped scraped = after(Rows.round("a/x PASS"), Rows.away());
        assertEquals(0, scraped.value(verdict("PASS")));
        assertEquals(1, scraped.value(verdict("INCONCLUSIVE")));
        assertEquals(1, scraped.value(outcome("OK")), "no request was made, none is counted");
    }

    @Test
    void aLatencyIsInSecondsAndOnlyOfWhatWasAnswered() {
        Scraped scraped = after(Rows.round("a/x PASS", "a/y FAIL", "b/z FAIL"));
        String of = "{path=\"a\",vantage=\"node\"";
        assertEquals(3, scraped.value("naming_of_cats_request_duration_seconds_count" + of + "}"));
        assertEquals(0.0324, scraped.value("naming_of_cats_request_duration_seconds_sum" + of + "}"), 1e-9);
        assertEquals(1, scraped.value("naming_of_cats_request_duration_seconds_bucket" + of + ",le=\"5.0E-4\"}"));
        assertEquals(2, scraped.value("naming_of_cats_request_duration_seconds_bucket" + of + ",le=\"0.0025\"}"));
        assertEquals(3, scraped.value("naming_of_cats_request_duration_seconds_bucket" + of + ",le=\"+Inf\"}"));
        assertEquals(List.of(), scraped.series("naming_of_cats_request_duration_seconds_count{path=\"b\""));
    }

    @Test
    void roundsAreCountedByResultAndTimed() {
        Scraped fresh = Scraped.of(new Metrics());
        assertEquals(Set.of("passed", "failed", "inconclusive", "unreachable", "nothing_ran", "error"),
                fresh.series("naming_of_cats_rounds_total").stream().map(series -> series.split("\"")[1]).collect(Collectors.toSet()),
                "each is there from the start");
        assertEquals(0, fresh.value("naming_of_cats_last_success_timestamp_seconds"));
        Scraped scraped = after(Rows.round("a/x PASS"), new Round(1, null, "a bug", Duration.ofSeconds(2)));
        assertEquals(1, scraped.value("naming_of_cats_rounds_total{result=\"passed\"}"));
        assertEquals(1, scraped.value("naming_of_cats_rounds_total{result=\"error\"}"));
        assertEquals(3.5, scraped.value("naming_of_cats_round_duration_seconds_sum"));
        assertEquals(NOW.toEpochMilli() / 1e3, scraped.value("naming_of_cats_last_success_timestamp_seconds"));
    }

    @ParameterizedTest
    @CsvSource({"0, passed", "1, failed", "2, inconclusive", "69, unreachable", "77, nothing_ran", "64, error"})
    void aRoundIsCountedByWhatItEndedWith(int code, String result) {
        Scraped scraped = after(new Round(code, Rows.round("a/x PASS").report(), null, Duration.ofMillis(1)));
        assertEquals(List.of(result), scraped.series("naming_of_cats_rounds_total").stream().filter(series -> scraped.value(series) > 0)
                .map(series -> series.split("\"")[1]).toList());
    }

    @Test
    void aFailureIsNoSuccess() {
        assertEquals(0, after(Rows.round("a/x FAIL")).value("naming_of_cats_last_success_timestamp_seconds"));
    }

    @Test
    void whatIsPlannedNoMoreTakesItsSeriesAlong() {
        int series = after(Rows.round("a/x PASS")).samples().size();
        for (int i = 0; i < 50; i++) {
            metrics.count(Rows.round("a/node-" + i + " PASS"), NOW);
        }
        Scraped scraped = after(Rows.round("a/y PASS"));
        assertEquals(series, scraped.samples().size());
        assertTrue(scraped.series("naming_of_cats_check_outcomes_total").getFirst().contains("check=\"y\""));
    }

    @Test
    void everyMetricAndNoOtherIsInTheDocumentation() throws IOException {
        Scraped scraped = after(new Round(1, SampleReport.make(), null, Duration.ofSeconds(9)));
        Set<String> told = Pattern.compile("`(naming_of_cats_[a-z_]+)`").matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(told, new TreeSet<>(scraped.types().keySet()));
        scraped.types().forEach((name, type) -> assertEquals(type.equals("counter"), name.endsWith("_total"), name));
        assertFalse(scraped.samples().isEmpty());
    }
}
