package org.namingofcats.probe.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Tool;

/** What the lab needs of this machine; {@code cluster/check-host.sh} has the same thresholds and tools, and mends what it can. */
public final class HostExam {
    private static final int SECONDS = 10;
    private static final int JAVA = 25;
    private static final long DISK_GB = 12;
    /** What a cluster needs where a build has been. */
    private static final long BUILT_GB = 6;
    /** A machine that is sold with 4 GB shows a little less. */
    private static final long MEMORY_MB = 3_800;
    static final String TOOLS = "curl jq git flock sha256sum awk openssl pgrep ip unzip";

    private final Function<List<String>, Reading> tool;
    private final Path memory;
    private final Path cache;
    private final String cluster;
    private final long diskGigabytes;

    public HostExam() {
        this(command -> Tool.run(SECONDS, command), Path.of("/proc/meminfo"),
                Path.of(chosen("LAB_CACHE", System.getProperty("user.home") + "/.cache/naming-of-cats")), chosen("CLUSTER", "naming-of-cats"), DISK_GB);
    }

    /**
     * @param tool   runs a command
     * @param memory Linux's file of that, elsewhere one that is not there
     * @param cache  where the lab keeps what it built
     * @param cluster the lab's name
     * @param diskGigabytes what a first build needs there
     */
    HostExam(Function<List<String>, Reading> tool, Path memory, Path cache, String cluster, long diskGigabytes) {
        this.tool = tool;
        this.memory = memory;
        this.cache = cache;
        this.cluster = cluster;
        this.diskGigabytes = diskGigabytes;
    }

    /** One finding for each thing that the lab needs. */
    public List<Finding> look() {
        return List.of(java(), docker(), tools(), program("kind", List.of(own("kind"), "version"), "`make up` builds it"),
                program("kubectl", List.of(own("kubectl"), "version", "--client", "--output", "yaml"),
                        "`make up` takes it from the node's image"),
                memory(), disk());
    }

    private static Finding java() {
        String seen = Runtime.version().toString();
        return Runtime.version().feature() >= JAVA ? Finding.well("Java", seen)
                : Finding.missing("Java", seen, "install JDK " + JAVA + " and set JAVA_HOME to it");
    }

    private Finding docker() {
        Reading whole = tool.apply(List.of("docker", "version"));
        if (whole.ok() && whole.lines().stream().anyMatch(line -> line.contains("Podman"))) {
            return Finding.missing("Docker", "docker is Podman here, which the lab does not know", "install Docker beside it");
        }
        Finding found = program("Docker", List.of("docker", "version", "--format", "{{.Server.Version}}"),
                "start it and see that `docker info` works for you; as root on Debian `make up` does both");
        return found.seen().contains("permission denied") ? Finding.missing("Docker", found.seen(), "`sudo usermod -aG docker $(id -un)`, and log in anew") : found;
    }

    private Finding tools() {
        Reading reading = tool.apply(List.of("sh", "-c", "for tool in " + TOOLS + "; do command -v $tool > /dev/null || echo $tool; done"));
        return !reading.ok() ? Finding.unknown("tools", reading.problem(), null)
                : reading.lines().isEmpty() ? Finding.well("tools", TOOLS)
                : Finding.missing("tools", "not installed: " + String.join(" ", reading.lines()),
                        "install them with your package manager; as root on Debian `make up` does");
    }

    /** The lab's own if it has one: its scripts take that first, whatever your PATH says. */
    private String own(String program) {
        Path ours = cache.resolve("bin").resolve(program);
        return Files.isExecutable(ours) ? ours.toString() : program;
    }

    private Finding program(String name, List<String> command, String remedy) {
        Reading reading = tool.apply(command);
        if (!reading.ok()) {
            return Finding.missing(name, reading.problem(), remedy);
        }
        return Finding.well(name, reading.lines().stream().map(String::strip).filter(line -> line.matches(".*\\d\\.\\d.*")).findFirst()
                .map(line -> line.replaceFirst("^(gitVersion:|kind) ", "")).orElse("there"));
    }

    private Finding memory() {
        try {
            long megabytes = Files.readAllLines(memory).stream().filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
            String seen = megabytes / 1024 + " GB";
            return megabytes >= MEMORY_MB ? Finding.well("memory", seen)
                    : Finding.missing("memory", megabytes + " MB", "the lab needs 4 GB: use a larger machine");
        } catch (IOException | RuntimeException e) {
            return Finding.unknown("memory", memory + " cannot be read", "see that Docker's machine has 4 GB");
        }
    }

    private Finding disk() {
        Path there = cache;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        boolean isBuilt = Files.exists(cache.resolve("images-made"));
        long needed = isBuilt ? Math.min(BUILT_GB, diskGigabytes) : diskGigabytes;
        try {
            long gigabytes = Files.getFileStore(there).getUsableSpace() >> 30;
            return gigabytes >= needed || hasCluster() ? Finding.well("disk", gigabytes + " GB free at " + there)
                    : Finding.missing("disk", gigabytes + " GB free at " + there,
                            (isBuilt ? "a cluster needs " : "the first build needs ") + needed + ": free some, or set LAB_CACHE to another disk");
        } catch (IOException e) {
            return Finding.unknown("disk", there + " cannot be looked at", "see that it has " + needed + " GB free");
        }
    }

    /** One that stands has taken its share already. */
    private boolean hasCluster() {
        return Files.exists(cache.resolve("run").resolve("cluster-" + cluster));
    }

    private static String chosen(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank() ? value : otherwise;
    }
}
