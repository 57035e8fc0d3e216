package org.namingofcats.probe.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final KubernetesClient client;
    private final ObjectMapper json;
    private final Racer racer;
    private final Supplier<List<String>> verify;
    private final Consumer<String> told;
    private final Consumer<SoakReport> keep;

    /** What was wrong with the lab, and when. */
    record Trouble(long minute, String what) {}

    /**
     * @param racer  makes each fault, and lets requests run meanwhile
     * @param verify waits until the lab is whole; what still is not
     * @param keep   is given what was learnt until then after each fault: a soak may be a day, and end by Ctrl-C
     */
    public Soak(KubernetesClient client, ObjectMapper json, Racer racer, Supplier<List<String>> verify, Consumer<String> told,
            Consumer<SoakReport> keep) {
        this.client = client;
        this.json = json;
        this.racer = racer;
        this.verify = verify;
        this.told = told;
        this.keep = keep;
    }

    /** Soaks for {@code minutes}, with {@code faults} in turn. */
    public SoakReport run(int minutes, List<RaceExperiment> faults, Lab lab) {
        long start = System.nanoTime();
        long end = start + minutes * MINUTE;
        Inventory before = Inventory.of(client);
        Footprints footprints = new Footprints(client, json, lab);
        List<SoakReport.Fault> made = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
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
                synchronized (footprints) { // it may be looking
                    keep.accept(report((System.nanoTime() - start) / (double) MINUTE, made, verifications, footprints, List.of(), troubles, List.of("it was not over")));
                }
                if (racer.gone().isPresent()) {
                    break;
                }
                do {
                    verify.get().forEach(what -> troubles.add(new Trouble((System.nanoTime() - start) / MINUTE, what)));
                    verifications++;
                } while (System.nanoTime() < Math.min(next, end));
            }
            clock.shutdownNow();
        }
        List<String> unknown = new ArrayList<>();
        return report((System.nanoTime() - start) / (double) MINUTE, made, verifications, footprints, leftBehind(before, unknown), troubles, unknown);
    }

    /** What is there now and was not before. A cluster that is gone by now must not take along what was learnt. */
    private List<String> leftBehind(Inventory before, List<String> unknown) {
        try {
            return Inventory.of(client).differsFrom(before);
        } catch (RuntimeException e) {
            unknown.add("what is left behind could not be looked at: " + ProbeException.brief(e));
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

    /**
     * What a soak comes to.
     *
     * @param troubles of the lab
     * @param unknown  what could not be looked at
     */
    static SoakReport report(double minutes, List<SoakReport.Fault> made, int verifications, Footprints footprints, List<String> differences,
            List<Trouble> troubles, List<String> unknown) {
        List<SoakReport.Trend> memory = trends(footprints.memory(), minutes, MIB_OF_NOISE);
        List<SoakReport.Trend> files = trends(footprints.files(), minutes, FILES_OF_NOISE);
        List<String> wrong = new ArrayList<>(alike(troubles, Trouble::what, trouble -> "in minute " + trouble.minute() + " " + trouble.what()));
        wrong.addAll(alike(made.stream().filter(fault -> fault.verdict() == Verdict.FAIL).toList(), SoakReport.Fault::name, Soak::tell));
        memory.stream().filter(SoakReport.Trend::grew).forEach(trend -> wrong.add("memory of " + trend.of() + " grew from "
                + trend.first() + " to " + trend.last() + " MiB"));
        files.stream().filter(SoakReport.Trend::grew).forEach(trend -> wrong.add("open files of " + trend.of() + " grew from "
                + trend.first() + " to " + trend.last()));
        wrong.addAll(differences);
        Results results = Results.of(made);
        boolean blind = files.isEmpty() && footprints.files().isEmpty() && !footprints.uncounted().isEmpty();
        List<String> doubts = new ArrayList<>(unknown);
        results.doubt().ifPresent(doubts::add);
        doubts.addAll(unlearnt("memory", "no container", memory, footprints.memory(), footprints.untold(), minutes));
        if (!blind) {
            doubts.addAll(unlearnt("open files", "no pod", files, footprints.files(), footprints.uncounted(), minutes));
        }
        Verdict verdict = !wrong.isEmpty() ? Verdict.FAIL : !doubts.isEmpty() ? Verdict.INCONCLUSIVE : Verdict.PASS;
        String reason = verdict != Verdict.PASS ? Stream.concat(wrong.stream(), doubts.stream()).collect(Collectors.joining("; "))
                : "every verification passed, " + results.text() + ", memory" + (blind ? " is flat (containers: " + judged(memory) + "; "
                + footprints.uncounted().getFirst() + ", so open files were not counted)" : " and open files are flat (containers: " + judged(memory)
                + ", pods: " + judged(files) + ")") + ", nothing was left behind" + results.leftOut();
        return new SoakReport(minutes, made, verifications, memory, files, footprints.memory().size() - memory.size(), differences, verdict, reason);
    }

    /** The first of those that are the same up to a colon, and how often they came again: what is broken for a day is told once. */
    private static <T> List<String> alike(List<T> all, Function<T, String> what, Function<T, String> tell) {
        return all.stream().collect(Collectors.groupingBy(one -> what.apply(one).split(": ", 2)[0], LinkedHashMap::new, Collectors.toList())).values().stream()
                .map(same -> tell.apply(same.getFirst()) + (same.size() == 1 ? "" : " (" + (same.size() - 1) + " times more)")).toList();
    }

    private static String tell(SoakReport.Fault fault) {
        return fault.name() + ": " + fault.reason();
    }

    private static long judged(List<SoakReport.Trend> trends) {
        return trends.stream().filter(Soak::isEnough).count();
    }

    private static boolean isEnough(SoakReport.Trend trend) {
        return trend.looks() >= Series.FEWEST;
    }

    /** Why too little is known of a quantity, each in one sentence; empty where it is enough. */
    private static List<String> unlearnt(String what, String none, List<SoakReport.Trend> trends, Map<String, Series> all, List<String> silent,
            double minutes) {
        List<String> why = new ArrayList<>(silent);
        if (silent.isEmpty() && judged(trends) == 0) {
            why.add(!all.isEmpty() && minutes * 60 < 2 * Series.FEWEST * LOOK_SECONDS
                    ? "%.1f minutes are too short to tell, choose a longer --minutes".formatted(minutes) : none + " was looked at often enough");
        }
        return why.stream().map(one -> "nothing was learnt of " + what + ": " + one).toList();
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
