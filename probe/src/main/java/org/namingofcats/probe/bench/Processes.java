package org.namingofcats.probe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes of this machine, each by its folder in {@code /proc}: the nodes are containers here, so those of their pods are to be seen.
 * Elsewhere, or without the right to look, nothing is.
 *
 * @param proc    {@code /proc}
 * @param cgroups {@code /sys/fs/cgroup}
 */
record Processes(Path proc, Path cgroups) {

    /** By the files of this machine. */
    static Processes here() {
        return new Processes(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** One of a container, by its id as Kubernetes writes it: {@code containerd://…}. */
    Optional<Path> of(String container) {
        String id = container.replaceFirst("^.*//", "");
        return all().filter(pid -> text(pid.resolve("cgroup")).contains(id)).findFirst();
    }

    /** One whose command line begins with {@code word}. */
    Optional<Path> started(String word) {
        return all().filter(pid -> text(pid.resolve("cmdline")).startsWith(word)).findFirst();
    }

    /** The agent that runs in a network namespace. */
    Optional<Path> agentIn(String networkNamespace) {
        return all().filter(pid -> text(pid.resolve("cmdline")).endsWith("\0agent\0") && isIn(pid, networkNamespace)).findFirst();
    }

    private static boolean isIn(Path pid, String networkNamespace) {
        try {
            return Files.readSymbolicLink(pid.resolve("ns/net")).toString().equals("net:[" + networkNamespace + "]");
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * A file of a process's control group; proc_pid_cgroup(5).
     *
     * @param controller of cgroup v1, which has a tree for each
     * @param first      the file's name in v1
     * @param second     and in v2, which has one tree for all
     */
    Optional<Path> groupFile(Path pid, String controller, String first, String second) {
        List<String[]> lines = text(pid.resolve("cgroup")).lines().map(line -> line.split(":", 3)).filter(parts -> parts.length == 3).toList();
        return lines.stream().filter(parts -> List.of(parts[1].split(",")).contains(controller))
                .map(parts -> cgroups.resolve(controller).resolve(parts[2].substring(1)).resolve(first))
                .findFirst().or(() -> lines.stream().filter(parts -> parts[1].isEmpty())
                        .map(parts -> cgroups.resolve(parts[2].substring(1)).resolve(second)).findFirst())
                .filter(Files::isReadable);
    }

    private Stream<Path> all() {
        return entries(proc).filter(entry -> entry.getFileName().toString().matches("\\d+"));
    }

    static Stream<Path> entries(Path folder) {
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
