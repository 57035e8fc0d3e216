package org.namingofcats.probe.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * CPU time of the containers and processes that serve, from this machine's own files: the nodes are containers here, so
 * their pods' cgroups and processes are to be seen. Elsewhere, or without the right to look, nothing is.
 */
final class CpuMeter {
    /** Meter of the Ingress controller's proxy. */
    static final String PROXY = "proxy";

    /** Beginnings of the names that a JVM gives its compilers' threads, of which the kernel keeps 15 letters. */
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

    private final Processes processes;
    private final Map<String, Supplier<Optional<Long>>> meters = new LinkedHashMap<>();

    CpuMeter(Processes processes) {
        this.processes = processes;
    }

    /**
     * Counts a container; those of one name are added up.
     *
     * @param id as Kubernetes writes it
     * @return whether it can be read here
     */
    boolean container(String name, String id) {
        Optional<Path> file = processes.of(id).flatMap(pid -> processes.groupFile(pid, "cpuacct", "cpuacct.usage", "cpu.stat"));
        file.ifPresent(path -> meters.merge(name, () -> usage(Processes.text(path)),
                (one, other) -> () -> one.get().flatMap(nanos -> other.get().map(more -> nanos + more))));
        return file.isPresent();
    }

    /**
     * Counts a process of one thread, found by a word of its command line.
     *
     * @return whether it is here
     */
    boolean process(String name, String word) {
        Optional<Path> found = processes.started(word);
        found.ifPresent(pid -> meters.put(name, () -> number(Processes.text(pid.resolve("schedstat")).split(" ")[0])));
        return found.isPresent();
    }

    /**
     * Counts the JIT compilers of a JVM apart: while they have work to do, its code is not yet what it is going to be.
     *
     * @param who whose they are, e.g. a workload
     * @param pid folder of its process
     */
    void compilers(String who, Path pid) {
        meters.put(compilersOf(who), () -> Optional.of(Processes.entries(pid.resolve("task")).filter(task -> COMPILERS.stream().anyMatch(Processes.text(task.resolve("comm"))::startsWith))
                .flatMap(task -> number(Processes.text(task.resolve("schedstat")).split(" ")[0]).stream()).mapToLong(Long::longValue).sum()));
    }

    /** Name of the meter that counts somebody's JIT compilers. */
    static String compilersOf(String who) {
        return "JIT compilers of " + who;
    }

    /** What the meters of JIT compilers come to, everybody's. */
    static long compilers(Map<String, Long> spent) {
        return compilersAlone(spent).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The meters of JIT compilers, and no other. */
    static Map<String, Long> compilersAlone(Map<String, Long> spent) {
        return spent.entrySet().stream().filter(meter -> meter.getKey().startsWith(compilersOf(""))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nanoseconds by meter, of those that can be read at this moment. */
    Map<String, Long> read() {
        Map<String, Long> values = new TreeMap<>();
        meters.forEach((name, meter) -> meter.get().ifPresent(nanos -> values.put(name, nanos)));
        return values;
    }

    static Map<String, Long> between(Map<String, Long> from, Map<String, Long> to) {
        Map<String, Long> spent = new TreeMap<>();
        to.forEach((name, nanos) -> {
            if (from.containsKey(name)) {
                spent.put(name, nanos - from.get(name));
            }
        });
        return spent;
    }

    /** {@code cpuacct.usage} is nanoseconds, {@code cpu.stat} has microseconds in its first line. */
    private static Optional<Long> usage(String text) {
        return text.startsWith("usage_usec ") ? number(text.lines().findFirst().orElse("").substring(11)).map(micros -> micros * 1_000)
                : number(text.strip());
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
