package org.namingofcats.probe.race;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.load.Sample;
import org.namingofcats.probe.report.ReportFolder;

/** What a race leaves in the report's folder. */
public final class RaceFiles {
    private static final int NAMED = 500;

    private RaceFiles() {}

    /** Contents by name: the result, the page, and what was lost by the name of each request. */
    public static Map<String, String> of(String context, List<Raced> races, ObjectMapper json) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("race.json", ReportFolder.json(new RaceReport(races.stream().map(Raced::entry).toList()), json) + "\n");
        files.put("race-details.json", ReportFolder.json(races.stream().filter(raced -> raced.run() != null).map(Details::of).toList(), json) + "\n");
        files.put("race.html", RacePage.of(context, races));
        return files;
    }

    /**
     * @param marks milliseconds from the start, and what happened
     * @param lost  the first {@value #NAMED} requests that were
     */
    private record Details(String name, List<String> remarks, List<Mark> marks, Ledger ledger, List<Lost> lost) {
        static Details of(Raced raced) {
            RaceRun run = raced.run();
            return new Details(raced.name(), raced.remarks(),
                    run.marks().stream().map(mark -> new Mark(Math.round(mark.at() - run.start()), mark.text())).toList(), run.ledger(),
                    run.tracks().stream().flatMap(track -> track.lost().stream().map(sample -> Lost.of(run, track, sample))).limit(NAMED).toList());
        }
    }

    /** @param at milliseconds from the start of the race */
    private record Lost(String lane, String workload, String nonce, long at, Sample sample) {
        static Lost of(RaceRun run, TrackRun track, Sample sample) {
            return new Lost(track.track().lane(), track.track().workload(), track.nonce(sample),
                    Math.round(track.due(sample) - run.start()), sample);
        }
    }
}
