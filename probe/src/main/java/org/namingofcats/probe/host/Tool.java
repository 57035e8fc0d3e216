package org.namingofcats.probe.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine, for a bounded time and with bounded output. */
public final class Tool {
    /** A node of a busy cluster has some thousand rules; this is many times that. */
    static final int LIMIT = 8 << 20;

    /** How a reading ends whose program is not there. */
    static final String ABSENT = " cannot be run here";

    private Tool() {}

    /** What {@code command} printed within {@code seconds}. */
    public static Reading run(int seconds, List<String> command) {
        Process process = null;
        try {
            process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            CompletableFuture<String> out = text(process.getInputStream());
            CompletableFuture<String> err = text(process.getErrorStream());
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return Reading.failed(name(command) + " took longer than " + seconds + " s");
            }
            // A grandchild may hold the pipe open: the deadline is for reading as well.
            return reading(command, process.exitValue(), out.get(2, TimeUnit.SECONDS), err.get(2, TimeUnit.SECONDS));
        } catch (IOException e) {
            return Reading.failed(command.getFirst() + ABSENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reading.failed("interrupted");
        } catch (Exception e) {
            return Reading.failed(name(command) + " did not end its output");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** What came of a command that has ended. */
    static Reading reading(List<String> command, int exit, String out, String err) {
        if (out.length() >= LIMIT) {
            return Reading.failed(name(command) + " printed more than " + (LIMIT >> 20) + " MiB");
        }
        if (exit == 0) {
            return Reading.of(out.lines().toList());
        }
        List<String> all = (out + err).lines().filter(line -> !line.isBlank()).toList();
        return new Reading(all, name(command) + " ended with " + exit + (all.isEmpty() ? "" : ": " + all.getFirst()));
    }

    private static CompletableFuture<String> text(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try (in) {
                text.complete(new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    /** The words a person would say it with: {@code docker exec worker conntrack}. */
    static String name(List<String> command) {
        return String.join(" ", command.subList(0, Math.min(4, command.size())));
    }
}
