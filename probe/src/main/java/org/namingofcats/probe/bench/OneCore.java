package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.host.PutBack;

/**
 * Has all that a request passes through run on one core while a bench lasts. Whether a server wakes up on its client's core or on the other
 * one makes half as much again of a request on a kept connection, and for clients of different kinds the scheduler chooses differently.
 * On one core nothing is added to what is measured; who else is busy finds the other one free.
 */
final class OneCore implements AutoCloseable {
    private final Processes processes;
    private final Optional<String> core;
    private final Map<Path, String> before = new LinkedHashMap<>();
    private final PutBack putBack = new PutBack("the hold of what was measured on one core", this::release);

    OneCore(Processes processes) {
        this.processes = processes;
        this.core = last(Processes.text(processes.proc().resolve("self/status")));
    }

    /** The last of the cores that this process may have; none where it has no choice. */
    private static Optional<String> last(String status) {
        return status.lines().filter(line -> line.startsWith("Cpus_allowed_list:")).map(line -> line.substring(18).strip())
                .filter(list -> list.matches(".*[,-].*")).map(list -> list.replaceFirst(".*[,-]", "")).findFirst();
    }

    /** The core, where there is a choice. */
    Optional<Integer> core() {
        return core.map(Integer::valueOf);
    }

    /**
     * Holds the control group of a process, and so whatever begins in it.
     *
     * @return whether it is held
     */
    boolean hold(Path pid) {
        Optional<Path> file = processes.groupFile(pid, "cpuset", "cpuset.cpus", "cpuset.cpus");
        return core.isEmpty() || file.isPresent() && hold(file.get(), core.get());
    }

    private boolean hold(Path file, String cores) {
        boolean first = before.putIfAbsent(file, Processes.text(file).strip()) == null;
        boolean held = write(file, cores);
        if (first && !held) {
            before.remove(file); // there is nothing to put back
        }
        return held;
    }

    private static boolean write(Path file, String cores) {
        try {
            Files.writeString(file, cores + "\n");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void release() {
        List<String> held = before.entrySet().stream().filter(group -> Files.exists(group.getKey())) // a pod that is gone holds nothing
                .filter(group -> !write(group.getKey(), group.getValue()) && Files.exists(group.getKey())).map(group -> group.getKey().toString()).toList();
        if (!held.isEmpty()) {
            throw new IllegalStateException("cannot be written: " + String.join(", ", held));
        }
    }

    @Override
    public void close() {
        putBack.nowOrSay();
    }
}
