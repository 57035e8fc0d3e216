package org.namingofcats.probe.host;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.namingofcats.probe.trouble.Word;

/**
 * Shells that are kept open, each of which runs one command after another: to get into a container takes a hundred times as long as to
 * read something there. One that has ended is opened anew for the next command.
 */
public final class Shells implements Closeable {
    private final int seconds;
    private final Map<List<String>, Shell> open = new ConcurrentHashMap<>();

    /** Shells whose commands have as long as all of Docker's. */
    public Shells() {
        this(Docker.SECONDS);
    }

    /** @param seconds how long a command may take */
    Shells(int seconds) {
        this.seconds = seconds;
    }

    /**
     * What {@code command} printed, without anything to read itself.
     *
     * @param opening starts a shell that reads from its standard input, e.g. {@code docker exec --interactive worker sh}
     * @param command program and arguments; the shell sees each in quotes
     */
    public Reading run(List<String> opening, List<String> command) {
        return open.computeIfAbsent(opening, Shell::new).run(command, seconds);
    }

    /** Ends the shells, side by side, and waits until they are gone. */
    @Override
    public void close() {
        open.values().forEach(Shell::hangUp);
        open.values().forEach(Shell::close);
        open.clear();
    }

    /** What came of a command on one of its two streams; without an exit code when the stream ended before the command. */
    private record Printed(String text, OptionalInt exit) {}

    /** One shell. What it prints for a command ends, on both streams, with a line that tells its exit code. */
    private static final class Shell {
        private static final int PATIENCE_SECONDS = 5;

        private final List<String> opening;
        private Process process;
        private BufferedReader out;
        private BufferedReader err;
        private long count;

        Shell(List<String> opening) {
            this.opening = opening;
        }

        synchronized Reading run(List<String> command, int seconds) {
            try {
                if (process == null || !process.isAlive()) {
                    open();
                }
                String mark = "end of command " + ++count + ": ";
                send("%s < /dev/null; code=$?; printf '\\n%s%%s\\n' $code; printf '\\n%s%%s\\n' $code >&2\n".formatted(quoted(command), mark, mark));
                CompletableFuture<Printed> printed = until(mark, out);
                CompletableFuture<Printed> complaint = until(mark, err);
                Printed result = printed.get(seconds, TimeUnit.SECONDS);
                String said = complaint.get(2, TimeUnit.SECONDS).text();
                if (result.exit().isPresent()) {
                    return Tool.reading(command, result.exit().getAsInt(), result.text(), said);
                }
                abandon();
                return Reading.failed(Tool.name(opening) + " has ended" + (said.isBlank() ? "" : ": " + said.strip().lines().findFirst().orElseThrow()));
            } catch (TimeoutException e) {
                abandon();
                return Reading.failed(Tool.name(command) + " took longer than " + seconds + " s");
            } catch (IOException | ExecutionException e) {
                abandon();
                return Reading.failed(Tool.name(opening) + Tool.ABSENT);
            } catch (InterruptedException e) {
                abandon();
                Thread.currentThread().interrupt();
                return Reading.failed("interrupted");
            }
        }

        private void send(String input) {
            try {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                // It has ended, and why is to be read.
            }
        }

        /** It may be alive for a moment yet. */
        private void abandon() {
            if (process != null) {
                process.destroyForcibly();
                process = null;
            }
        }

        private void open() throws IOException {
            process = new ProcessBuilder(opening).start();
            out = lines(process.getInputStream());
            err = lines(process.getErrorStream());
        }

        private static BufferedReader lines(InputStream in) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        private static String quoted(List<String> command) {
            return command.stream().map(Word::quoted).collect(Collectors.joining(" "));
        }

        /** Reads up to the line with {@code mark}, which begins with an end of line of its own. */
        private static CompletableFuture<Printed> until(String mark, BufferedReader from) {
            CompletableFuture<Printed> printed = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                StringBuilder text = new StringBuilder();
                try {
                    for (String line = from.readLine(); line != null; line = from.readLine()) {
                        if (line.startsWith(mark)) {
                            printed.complete(new Printed(text.substring(0, text.length() - 1), OptionalInt.of(Integer.parseInt(line.substring(mark.length())))));
                            return;
                        }
                        if (text.length() <= Tool.LIMIT) {
                            text.append(line).append('\n');
                        }
                    }
                    printed.complete(new Printed(text.toString(), OptionalInt.empty()));
                } catch (IOException | RuntimeException e) {
                    printed.completeExceptionally(e);
                }
            });
            return printed;
        }

        private void hangUp() {
            try {
                if (process != null) {
                    process.getOutputStream().close();
                }
            } catch (IOException e) {
                // It has ended already.
            }
        }

        private void close() {
            try {
                if (process != null && !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    abandon();
                }
            } catch (InterruptedException e) {
                abandon();
                Thread.currentThread().interrupt();
            }
        }
    }
}
