package org.namingofcats.probe.race;

import io.quarkus.qute.RawString;
import java.util.List;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.OneFile;
import org.namingofcats.probe.report.Paint;

/** The races for a browser: one file that needs nothing else, in the look of the report. */
final class RacePage {
    private RacePage() {}

    static String of(String context, List<Raced> races) {
        return OneFile.of("race.html")
                .data("context", context)
                .data("passed", races.stream().filter(raced -> raced.verdict() == Verdict.PASS).count())
                .data("races", races.stream().map(View::of).toList())
                .render();
    }

    /** One experiment as the template shows it. */
    record View(String name, String shows, String mark, String style, String reason, List<String> remarks, List<LaneResult> lanes,
            RawString drawing, List<String> marks, List<Ledger.Entry> unanswered) {
        private static final int SHOWN = 50;

        static View of(Raced raced) {
            RaceRun run = raced.run();
            return new View(raced.name(), raced.shows(), Paint.mark(raced.verdict()), raced.verdict().name().toLowerCase(),
                    raced.reason(), raced.remarks(), raced.lanes(),
                    run == null ? null : new RawString(Timeline.of(run)),
                    run == null ? List.of() : run.marks().stream()
                            .map(mark -> "%.1f s: %s".formatted((mark.at() - run.start()) / 1e3, mark.text())).toList(),
                    run == null ? List.of() : run.ledger().unanswered().stream().limit(SHOWN).toList());
        }
    }
}
