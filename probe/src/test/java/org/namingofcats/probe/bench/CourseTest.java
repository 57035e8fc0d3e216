package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.bench.Tally.Round;

/** Every arm once in every round, in an order that the seed decides; rounds that warm up do not count. */
class CourseTest {
    private final List<String> sent = new ArrayList<>();
    private Predicate<String> isFine = what -> false;

    private static List<Turn> each(List<Arm> arms) {
        return Turn.together(arms, arm -> arm);
    }

    private Map<String, Tally> run(int rounds, long seed) {
        return run(rounds, seed, arms -> Collections.nCopies(2, each(arms.stream().filter(arm -> isFine.test(arm.what())).toList())));
    }

    private Map<String, Tally> run(int rounds, long seed, Function<List<Arm>, List<List<Turn>>> fine) {
        sent.clear();
        List<Arm> arms = Stream.of("a", "b", "c", "d").map(name -> new Arm(name, Arm.SAME_NODE, !name.equals("d"), volley -> {
            sent.add(name + " " + volley.perSecond() + " " + volley.requests());
            return Tallies.shots(sent.size() <= 4 ? 9_999 : 100);
        }, Set.of("cat"), "none", "nobody")).toList();
        Path nowhere = Path.of("/nowhere");
        return new Course(each(arms), fine.apply(arms), new Pace(rounds, 400, 200, seed, 250), new Noise(nowhere), new CpuMeter(new Processes(nowhere, nowhere)), round -> {}).run();
    }

    @Test
    void everyArmOnceARound() {
        Map<String, Tally> tallies = run(5, 1);
        assertEquals(6 * 4, sent.size(), "five rounds and the one that warms up");
        for (int round = 0; round < 6; round++) {
            assertEquals(Set.of("a 400 100", "b 400 100", "c 400 100", "d 200 100"), Set.copyOf(sent.subList(4 * round, 4 * round + 4)));
        }
        assertEquals(List.of(5L, 5L, 5L, 5L), tallies.values().stream().map(tally -> tally.all().getTotalCount()).toList());
        assertTrue(tallies.values().stream().allMatch(tally -> tally.all().getMaxValue() < 1_000_000), "what warmed up does not count");
    }

    /** Two short rounds after each: of the fine arms alone, in another order each time, and paired with each other. */
    @Test
    void fineArmsHaveShortRoundsToo() {
        isFine = Set.of("a", "b")::contains;
        Map<String, Tally> tallies = run(5, 1);
        assertEquals(List.of(15L, 15L, 5L, 5L), tallies.values().stream().map(tally -> tally.all().getTotalCount()).toList());
        List<String> counted = sent.stream().map(line -> line.substring(0, 1)).toList().subList(4, sent.size());
        for (int round = 0; round < 5; round++) {
            assertEquals(Set.of("a", "b", "c", "d"), Set.copyOf(counted.subList(8 * round, 8 * round + 4)));
            assertEquals(Set.of("a", "b"), Set.copyOf(counted.subList(8 * round + 4, 8 * round + 6)));
            assertEquals(Set.of("a", "b"), Set.copyOf(counted.subList(8 * round + 6, 8 * round + 8)));
        }
        List<Tally> each = List.copyOf(tallies.values());
        assertEquals(15, Ratios.of(each.get(0).each(Round::p50), each.get(1).each(Round::p50)).pairs());
        assertEquals(5, Ratios.of(each.get(2).each(Round::p50), each.get(1).each(Round::p50)).pairs());
    }

    /** These are no agents, so they are two who have an appointment. */
    @Test
    void whoHasAnAppointmentInAShortRoundHasAQuotientOfItAndNoPercentiles() {
        Map<String, Tally> tallies = run(5, 1, arms -> List.of(List.of(new Turn(arms.subList(0, 2)))));
        assertEquals(List.of(5L, 5L, 5L, 5L), tallies.values().stream().map(tally -> tally.all().getTotalCount()).toList());
        List<Tally> each = List.copyOf(tallies.values());
        assertEquals(10, Ratios.of(each.get(0).each(Round::p50), each.get(1).each(Round::p50)).pairs());
    }

    /** The compilers take a second of each of the first six rounds, and nothing afterwards. */
    @Test
    void itWarmsUpUntilTheCompilersAreAtRest(@TempDir Path proc) throws IOException {
        Path thread = Files.createDirectories(proc.resolve("17/task/1"));
        Files.writeString(thread.resolve("comm"), "C1 CompilerThre");
        Files.writeString(thread.resolve("schedstat"), "0 0 0");
        CpuMeter cpu = new CpuMeter(new Processes(proc, proc));
        cpu.compilers("cat", proc.resolve("17"));
        List<Integer> begun = new ArrayList<>();
        Arm arm = new Arm("a", Arm.SAME_NODE, true, volley -> {
            sent.add(volley.lane());
            write(thread.resolve("schedstat"), Math.min(sent.size(), 6) * 1_000_000_000L + " 0 0");
            return Tallies.shots(100);
        }, Set.of("cat"), "cat", "nobody");
        Tally tally = new Course(List.of(new Turn(List.of(arm))), List.of(), new Pace(3, 400, 200, 1, 250), new Noise(Path.of("/nowhere")), cpu, begun::add).run().get(arm.name());
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 3), begun, "six that warm up, and one that shows that all is warm");
        assertEquals(10, sent.stream().distinct().count(), "each lane has a name of its own");
        assertFalse(ArmView.of(tally).cold());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theOrderIsAnotherEachRoundAndTheSeedsOwn() {
        run(9, 1);
        List<String> first = List.copyOf(sent);
        assertTrue(Stream.iterate(0, i -> i + 4).limit(9).map(i -> first.subList(i, i + 4)).distinct().count() > 1);
        run(9, 1);
        assertEquals(first, sent);
        run(9, 2);
        assertNotEquals(first, sent);
    }
}
