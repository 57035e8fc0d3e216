package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * CPU time of the containers and processes that serve, from this machine's own files: the nodes are containers here, so
 * their pods' cgroups and processes are to be seen. Elsewhere, or without the right to look, nothing is.
 */
final class CpuMeter {
    /** Meter of the Ingress controller's proxy. */
    static final String PROXY = "proxy";

    /** Beginnings of the names that a JVM gives its compilers' threads, of which the kernel keeps 15 letters. */
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

    private final Path proc;
    private final Path cgroups;
    private final Map<String, Supplier<Optional<Long>>> meters = new LinkedHashMap<>();

    CpuMeter(Path proc, Path cgroups) {
        this.proc = proc;
        this.cgroups = cgroups;
    }

    /** By the files of this machine. */
    static CpuMeter here() {
        return new CpuMeter(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /**
     * Counts a container; those of one name are added up.
     *
     * @param id as containerd knows it
     * @return whether it can be read here
     */
    boolean container(String name, String id) {
        Optional<Path> file = processOf(id).flatMap(this::usage);
        file.ifPresent(path -> meters.merge(name, () -> usage(text(path)),
                (one, other) -> () -> one.get().flatMap(nanos -> other.get().map(more -> nanos + more))));
        return file.isPresent();
    }

    /** Folder of a process of a container, as this machine sees it. */
    Optional<Path> processOf(String id) {
        return processes().filter(pid -> text(pid.resolve("cgroup")).contains(id)).findFirst();
    }

    /**
     * Counts a process of one thread, found by a word of its command line.
     *
     * @return whether it is here
     */
    boolean process(String name, String word) {
        Optional<Path> found = processes().filter(pid -> text(pid.resolve("cmdline")).startsWith(word)).findFirst();
        found.ifPresent(pid -> meters.put(name, () -> number(text(pid.resolve("schedstat")).split(" ")[0])));
        return found.isPresent();
    }

    /**
     * Counts the JIT compilers of a JVM apart: while they have work to do, its code is not yet what it is going to be.
     *
     * @param who whose they are, e.g. a workload
     * @param pid folder of its process
     */
    void compilers(String who, Path pid) {
        meters.put(compilersOf(who), () -> Optional.of(entries(pid.resolve("task")).filter(task -> COMPILERS.stream().anyMatch(text(task.resolve("comm"))::startsWith))
                .flatMap(task -> number(text(task.resolve("schedstat")).split(" ")[0]).stream()).mapToLong(Long::longValue).sum()));
    }

    /** Name of the meter that counts somebody's JIT compilers. */
    static String compilersOf(String who) {
        return "JIT compilers of " + who;
    }

    /** What the meters of JIT compilers come to, everybody's. */
    static long compilers(Map<String, Long> spent) {
        return spent.entrySet().stream().filter(meter -> meter.getKey().startsWith(compilersOf(""))).mapToLong(Map.Entry::getValue).sum();
    }

    /** Folder of the agent that runs in a network namespace. */
    Optional<Path> agentIn(String networkNamespace) {
        return processes().filter(pid -> text(pid.resolve("cmdline")).endsWith("\0agent\0") && isIn(pid, networkNamespace)).findFirst();
    }

    private static boolean isIn(Path pid, String networkNamespace) {
        try {
            return Files.readSymbolicLink(pid.resolve("ns/net")).toString().equals("net:[" + networkNamespace + "]");
        } catch (IOException | RuntimeException e) {
            return false;
        }
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

    /** Of cgroup v1 the controller's own file, of v2 the one for all; proc_pid_cgroup(5). */
    private Optional<Path> usage(Path pid) {
        List<String[]> lines = text(pid.resolve("cgroup")).lines().map(line -> line.split(":", 3)).filter(parts -> parts.length == 3).toList();
        return lines.stream().filter(parts -> List.of(parts[1].split(",")).contains("cpuacct"))
                .map(parts -> cgroups.resolve("cpuacct").resolve(parts[2].substring(1)).resolve("cpuacct.usage"))
                .findFirst().or(() -> lines.stream().filter(parts -> parts[1].isEmpty())
                        .map(parts -> cgroups.resolve(parts[2].substring(1)).resolve("cpu.stat")).findFirst())
                .filter(Files::isReadable);
    }

    /** {@code cpuacct.usage} is nanoseconds, {@code cpu.stat} has microseconds in its first line. */
    private static Optional<Long> usage(String text) {
        return text.startsWith("usage_usec ") ? number(text.lines().findFirst().orElse("").substring(11)).map(micros -> micros * 1_000)
                : number(text.strip());
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private Stream<Path> processes() {
        return entries(proc).filter(entry -> entry.getFileName().toString().matches("\\d+"));
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** A file's text, empty when it cannot be read. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
