package org.namingofcats.probe.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.race.LaneResult;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.Raced;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.trouble.ProbeException;

/** Verifies again and again, with a fault every minute, and looks whether anything grows or stays behind. */
public final class Soak {
    private static final int LOOK_SECONDS = 15;
    private static final long MINUTE = 60_000_000_000L;
    /** Less is noise: a garbage collector's, or one more connection. */
    private static final double MIB_OF_NOISE = 6;
    private static final double FILES_OF_NOISE = 6;
    /** One experiment of so many may come to no result, on a busy machine. */
    private static final int IN_VAIN_OF = 10;

    private final KubernetesClient client;
    private final ObjectMapper json;
    private final Racer racer;
    private final Supplier<List<String>> verify;
    private final Consumer<String> told;

    /**
     * @param racer  makes each fault, and lets requests run meanwhile
     * @param verify waits until the lab is whole; what still is not
     */
    public Soak(KubernetesClient client, ObjectMapper json, Racer racer, Supplier<List<String>> verify, Consumer<String> told) {
        this.client = client;
        this.json = json;
        this.racer = racer;
        this.verify = verify;
        this.told = told;
    }

    /** Soaks for {@code minutes}, with {@code faults} in turn. */
    public SoakReport run(int minutes, List<RaceExperiment> faults, Lab lab) {
        long start = System.nanoTime();
        long end = start + minutes * MINUTE;
        Inventory before = Inventory.of(client);
        Footprints footprints = new Footprints(client, json, lab);
        List<SoakReport.Fault> made = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int verifications = 0;
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleWithFixedDelay(footprints::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; System.nanoTime() < end; i++) {
                long next = start + (i + 1) * MINUTE;
                RaceExperiment fault = faults.get(i % faults.size());
                told.accept("minute %d: %s".formatted((System.nanoTime() - start) / MINUTE, fault.name()));
                Raced raced = racer.race(fault);
                made.add(fault(raced));
                told.accept("  " + raced.verdict() + ", " + lost(raced.lanes()) + "; " + raced.reason());
                if (racer.gone().isPresent()) {
                    break;
                }
                do {
                    List<String> troubles = verify.get();
                    verifications++;
                    troubles.forEach(trouble -> problems.add("in minute " + (System.nanoTime() - start) / MINUTE + " " + trouble));
                } while (System.nanoTime() < Math.min(next, end));
            }
            clock.shutdownNow();
        }
        return report((System.nanoTime() - start) / (double) MINUTE, made, verifications, footprints, leftBehind(before, problems), problems);
    }

    /** What is there now and was not before. A cluster that is gone by now must not take along what was learnt. */
    private List<String> leftBehind(Inventory before, List<String> problems) {
        try {
            return Inventory.of(client).differsFrom(before);
        } catch (RuntimeException e) {
            problems.add("what is left behind could not be looked at: " + ProbeException.brief(e));
            return List.of();
        }
    }

    /** By path: a pod's own address loses what no Service may. */
    static String lost(List<LaneResult> lanes) {
        Map<String, Integer> lost = new TreeMap<>();
        lanes.stream().filter(lane -> lane.lost() > 0).forEach(lane -> lost.merge(lane.path(), lane.lost(), Integer::sum));
        return lost.isEmpty() ? "nothing lost" : "lost of " + lanes.stream().mapToInt(LaneResult::sent).sum() + ": "
                + lost.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "));
    }

    private static SoakReport.Fault fault(Raced raced) {
        return new SoakReport.Fault(raced.name(), raced.verdict(), raced.reason(), raced.lanes().stream().mapToInt(LaneResult::sent).sum(),
                raced.lanes().stream().mapToInt(LaneResult::lost).sum());
    }

    static SoakReport report(double minutes, List<SoakReport.Fault> made, int verifications, Footprints footprints, List<String> differences,
            List<String> problems) {
        List<SoakReport.Trend> memory = trends(footprints.memory(), minutes, MIB_OF_NOISE);
        List<SoakReport.Trend> files = trends(footprints.files(), minutes, FILES_OF_NOISE);
        List<String> all = new ArrayList<>(problems);
        made.stream().filter(fault -> fault.verdict() == Verdict.FAIL).forEach(fault -> all.add(fault.name() + ": " + fault.reason()));
        List<SoakReport.Fault> vain = made.stream().filter(fault -> fault.verdict() != Verdict.PASS && fault.verdict() != Verdict.FAIL).toList();
        boolean none = vain.size() == made.size();
        String results = none ? "no experiment came to a result" : "%d of %d experiments came to a result".formatted(made.size() - vain.size(), made.size());
        if (none || IN_VAIN_OF * vain.size() > made.size()) { // one that could not begin may be
            all.add(results + vain.stream().findFirst().map(fault -> (none ? ": " : ", not ") + fault.name() + ": " + fault.reason()).orElse("")
                    + (vain.stream().anyMatch(fault -> fault.verdict() == Verdict.SKIPPED) ? " (--fault chooses others)" : ""));
        }
        unlearnt("memory", memory, footprints.memory(), minutes, footprints.unseen()).ifPresent(all::add);
        if (footprints.blind().isEmpty()) {
            unlearnt("open files", files, footprints.files(), minutes, footprints.uncounted()).ifPresent(all::add);
        }
        memory.stream().filter(SoakReport.Trend::grew).forEach(trend -> all.add("memory of " + trend.of() + " grew from "
                + trend.first() + " to " + trend.last() + " MiB"));
        files.stream().filter(SoakReport.Trend::grew).forEach(trend -> all.add("open files of " + trend.of() + " grew from "
                + trend.first() + " to " + trend.last()));
        all.addAll(differences);
        String reason = all.isEmpty() ? "every verification passed, " + results + ", memory" + (files.isEmpty() ? " is flat (" + footprints.blind()
                + ", so open files were not counted)" : " and open files are flat") + ", nothing was left behind" : String.join("; ", all);
        return new SoakReport(minutes, made, verifications, memory, files, footprints.memory().size() - memory.size(), differences,
                all.isEmpty() ? Verdict.PASS : Verdict.FAIL, reason);
    }

    /** Why nothing is known of a quantity; nothing if something is. */
    private static Optional<String> unlearnt(String what, List<SoakReport.Trend> trends, Map<String, Series> all, double minutes, String otherwise) {
        boolean isShort = !all.isEmpty() && minutes * 60 < 2 * Series.FEWEST * LOOK_SECONDS;
        return trends.stream().anyMatch(trend -> trend.looks() >= Series.FEWEST) ? Optional.empty()
                : Optional.of("nothing was learnt of " + what + ": " + (isShort
                        ? "%.1f minutes are too short to tell, choose a longer --minutes".formatted(minutes) : otherwise));
    }

    private static List<SoakReport.Trend> trends(Map<String, Series> all, double minutes, double noise) {
        return all.entrySet().stream().filter(entry -> entry.getValue().span() * 60 >= minutes / 2).map(entry -> {
            Series series = entry.getValue();
            return new SoakReport.Trend(entry.getKey(), series.size(), round(series.first()), round(series.last()), round(series.slope()), series.grew(noise));
        }).toList();
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
