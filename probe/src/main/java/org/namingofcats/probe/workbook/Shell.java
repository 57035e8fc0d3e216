package org.namingofcats.probe.workbook;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the commands of one page as a reader's terminal would: variables that one sets are there for the next. Each is a
 * bash of its own, so that one that hangs or exits does not take the rest of the page along.
 *
 * @param directory   where each command starts
 * @param environment everything that is in its environment
 * @param variables   file that carries the variables from one command to the next
 * @param scratch     with which a command ends, when the probe is ended
 */
record Shell(Path directory, Map<String, String> environment, Path variables, Scratch scratch) {

    /** As much output as is kept; what comes after it is read and dropped. */
    static final int OUTPUT_LIMIT = 1 << 20;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration UNDO = Duration.ofSeconds(60);

    /** The command comes as an argument and not as text pasted in: so it cannot end the script's quoting. */
    private static final String SCRIPT = """
            [[ -s $1 ]] && source "$1"
            trap 'export -p > "$1"' EXIT
            set -o allexport
            eval "$2"
            """;

    /**
     * @param exitCode of the command; that of SIGKILL when it was late
     * @param output   what a terminal would have shown, stdout and stderr as they came
     * @param late     whether it was ended at its deadline
     */
    record Ran(int exitCode, List<String> output, boolean late) {}

    Ran run(String command, Duration deadline) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "errexit", "-o", "pipefail", "-c",
                SCRIPT, "bash", variables.toString(), command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process bash = scratch.start(builder);
        var output = new ByteArrayOutputStream();
        Thread reader = Thread.ofVirtual().start(() -> keepBeginning(bash.getInputStream(), output));
        try {
            boolean late = !bash.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (late) {
                end(bash);
            }
            scratch.goOn();
            // A process that the command left in the background may hold the pipe open for as long as it likes.
            reader.join(GRACE);
            return new Ran(bash.waitFor(), lines(output), late);
        } finally {
            end(bash);
        }
    }

    private static void end(Process bash) {
        // Listed first: a child that has lost its parent is no longer among the descendants.
        List<ProcessHandle> children = bash.descendants().toList();
        bash.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** As a signal of the user's would: what changed something puts it back, and has time for it. */
    static void interrupt(Process bash) {
        List<ProcessHandle> all = Stream.concat(bash.descendants(), Stream.of(bash.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)).completeOnTimeout(null, UNDO.toSeconds(), TimeUnit.SECONDS).join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<String> lines(ByteArrayOutputStream output) {
        synchronized (output) {
            return output.toString(StandardCharsets.UTF_8).stripTrailing().lines().toList();
        }
    }

    private static void keepBeginning(InputStream stream, ByteArrayOutputStream output) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count; (count = stream.read(buffer)) >= 0; ) {
                synchronized (output) {
                    output.write(buffer, 0, Math.min(count, OUTPUT_LIMIT - output.size()));
                }
            }
        } catch (IOException endedAtDeadline) {
            // What has been read so far stands.
        }
    }
}
