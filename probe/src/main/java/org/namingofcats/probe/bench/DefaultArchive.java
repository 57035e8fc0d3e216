package org.namingofcats.probe.bench;

import java.util.List;
import java.util.UUID;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.host.Reading;

/**
 * An image like one of the lab's whose JVM has the archive of its own classes (CDS) that every JDK comes with. The lab's leave it out,
 * because no JVM with an ahead-of-time cache looks at it; one without that cache would be slower than it is anywhere else.
 */
final class DefaultArchive implements AutoCloseable {
    private static final String ARCHIVE = "-XX:SharedArchiveFile=/tmp/classes.jsa";

    private final Docker docker;
    private final String name = "naming-of-cats/with-archive:" + UUID.randomUUID();
    private final String container = "with-archive-" + UUID.randomUUID();
    private final PutBack removal;

    /**
     * Makes it.
     *
     * @param image one of the lab's
     * @param label of the container it is made in, see {@link Docker#label}
     * @param users takes away what runs of it, without which it cannot be removed
     * @throws BenchFailure when Docker or the JVM refuses
     */
    DefaultArchive(Docker docker, String image, String label, Runnable users) {
        this.docker = docker;
        this.removal = new PutBack("image " + name, () -> {
            users.run();
            remove();
        });
        try {
            make(image, label);
        } catch (BenchFailure e) {
            close();
            throw e;
        }
    }

    private synchronized void make(String image, String label) {
        try {
            must(docker.run("run", "--pull", "never", "--name", container, "--label", label, "--entrypoint", "java", image, "@/java/options", ARCHIVE, "-Xshare:dump"));
            must(docker.run("commit", container, name));
        } finally {
            docker.run("rm", "--force", "--volumes", container);
        }
    }

    /** Not while it is being made, which takes seconds and would go on. */
    private synchronized void remove() {
        docker.remove(List.of("rmi", "--force", name), List.of("images", "--quiet", name));
    }

    String image() {
        return name;
    }

    /** Starts the service without an ahead-of-time cache; else as its image does, cluster/train/entrypoint.sh. */
    List<String> command() {
        return List.of("java", "@/java/options", ARCHIVE, "-Xshare:on", "@/app/command", "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint");
    }

    private static void must(Reading reading) {
        if (!reading.ok()) {
            throw new BenchFailure("no archive of the JVM's own classes can be made: " + reading.problem());
        }
    }

    @Override
    public void close() {
        removal.nowOrSay();
    }
}
