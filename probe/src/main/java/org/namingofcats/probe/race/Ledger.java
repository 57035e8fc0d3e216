package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.load.Sample;

/**
 * Sent, answered and served, compared request by request.
 *
 * @param sent        requests that were due
 * @param answered    those with the answer that they should have
 * @param served      those that a workload says it has served
 * @param unanswered  served, and lost all the same: the answer did not get back
 * @param untold      answered, as the passport proves, and nobody has read the receipt: mostly a container took it along when it ended
 * @param silent      how many of those were answered by which pod long after it had told anything for the last time: its receipts
 *                    could not be read, though it lived
 * @param problems    what cannot be: answered but denied, or served twice although nobody sent it twice
 */
public record Ledger(int sent, int answered, int served, List<Entry> unanswered, int untold, Map<String, Integer> silent,
        List<String> problems) {
    /** The localhost path is only known to a pod's own containers; their receipts are not read here. */
    private static final String UNREAD = "localhost";
    /** Share of what was answered: what cannot be compared may hide as much. */
    private static final double MOST_UNREAD = 0.05;

    /** One request by its name. */
    public record Entry(String nonce, String lane, Outcome outcome, String why) {}

    static Ledger of(List<TrackRun> runs, Served served) {
        Counter counter = new Counter(served);
        runs.stream().filter(run -> !run.track().path().equals(UNREAD))
                .forEach(run -> run.samples().forEach(sample -> counter.count(run, sample)));
        return new Ledger(counter.sent, counter.answered, counter.told, List.copyOf(counter.unanswered), counter.untold,
                counter.silent, List.copyOf(counter.problems));
    }

    /** In one sentence. */
    public String text() {
        int ended = untold - unread();
        return sent + " sent = " + answered + " answered + " + (sent - answered) + " lost; " + served + " served, "
                + unanswered.size() + " of them not answered" + (ended == 0 ? "" : "; " + ended
                + " answered by containers that ended before they were asked") + (unread() == 0 ? "" : "; " + unread()
                + " answered by pods whose receipts could not be read") + (problems.isEmpty() ? "" : "; "
                + problems.size() + " that cannot be");
    }

    /** Why too little is known of what was served, in one sentence; nothing where it is enough. */
    Optional<String> doubt() {
        return answered > 0 && served == 0
                ? Optional.of("receipts could not be read: %d requests were answered, and no pod told of one that it served".formatted(answered))
                : unread() > answered * MOST_UNREAD
                ? Optional.of("receipts could not be read: %d of %d requests that were answered are compared with nothing, those of %s"
                        .formatted(unread(), answered, String.join(", ", silent.keySet()))) : Optional.empty();
    }

    private int unread() {
        return silent.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static final class Counter {
        private final Served served;
        private final List<Entry> unanswered = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Map<String, Integer> silent = new TreeMap<>();
        private int sent;
        private int answered;
        private int told;
        private int untold;

        Counter(Served served) {
            this.served = served;
        }

        void count(TrackRun run, Sample sample) {
            String nonce = run.nonce(sample);
            int times = served.times(nonce);
            sent++;
            answered += sample.answered() ? 1 : 0;
            told += times > 0 ? 1 : 0;
            if (times > 1) {
                problems.add(nonce + " (" + run.track().lane() + ") was sent once and served " + times + " times: somebody on the way tried again");
            } else if (times == 1 && !sample.answered()) {
                unanswered.add(new Entry(nonce, run.track().lane(), sample.outcome(), sample.why()));
            } else if (times == 0 && sample.answered()) {
                untold(run, sample, nonce);
            }
        }

        private void untold(TrackRun run, Sample sample, String nonce) {
            if (served.hasToldOf(sample.pod(), run.ended(sample))) {
                problems.add(nonce + " (" + run.track().lane() + ") was answered by " + sample.pod() + ", which says it never served it");
            } else {
                untold++;
                if (served.isOverdue(sample.pod(), run.ended(sample))) {
                    silent.merge(String.valueOf(sample.pod()), 1, Integer::sum);
                }
            }
        }
    }
}
