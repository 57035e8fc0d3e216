package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    private final PutBack putBack = new PutBack("the cores of what was measured", this::release);

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
        return core.isEmpty() || file.isPresent() && write(file.get(), core.get());
    }

    private boolean write(Path file, String cores) {
        try {
            before.putIfAbsent(file, Processes.text(file).strip());
            Files.writeString(file, cores + "\n");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void release() {
        before.forEach((file, cores) -> {
            if (Files.exists(file)) { // a pod that is gone holds nothing
                write(file, cores);
            }
        });
    }

    @Override
    public void close() {
        putBack.now();
    }
}
