package org.namingofcats.probe.race;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Paint;

/** The races for a browser: one file that needs nothing else, in the look of the report. */
final class RacePage {
    private RacePage() {}

    static String of(String context, List<Raced> races) {
        return Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML))).build()
                .parse(resource("race.html"), Variant.forContentType(Variant.TEXT_HTML))
                .data("css", new RawString(resource("report.css")))
                .data("context", context)
                .data("passed", races.stream().filter(raced -> raced.verdict() == Verdict.PASS).count())
                .data("races", races.stream().map(View::of).toList())
                .render();
    }

    /** One experiment as the template shows it. */
    record View(String name, String shows, String mark, String style, String reason, List<String> remarks, List<LaneView> lanes,
            RawString drawing, List<String> marks, List<Ledger.Entry> unanswered) {
        private static final int SHOWN = 50;

        static View of(Raced raced) {
            RaceRun run = raced.run();
            return new View(raced.name(), raced.shows(), Paint.mark(raced.verdict()), raced.verdict().name().toLowerCase(),
                    raced.reason(), raced.remarks(), raced.lanes().stream().map(LaneView::of).toList(),
                    run == null ? null : new RawString(Timeline.of(run)),
                    run == null ? List.of() : run.marks().stream()
                            .map(mark -> "%.1f s: %s".formatted((mark.at() - run.start()) / 1e3, mark.text())).toList(),
                    run == null ? List.of() : run.ledger().unanswered().stream().limit(SHOWN).toList());
        }
    }

    /** One lane as the template shows it. */
    record LaneView(String path, String connection, int sent, int answered, int lost, String outage, String outcomes, String answeredBy) {
        static LaneView of(LaneResult lane) {
            return new LaneView(lane.path(), lane.connection(), lane.sent(), lane.answered(), lane.lost(),
                    lane.lost() == 0 ? "–" : lane.outageMillis() + " ms", lane.fates(), lane.answeredBy());
        }
    }

    private static String resource(String name) {
        try (InputStream in = RacePage.class.getResourceAsStream("/templates/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
