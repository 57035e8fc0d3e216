package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.namingofcats.probe.host.PutBack;

/**
 * A folder for the time of a run, and what runs in that time. It holds the cluster's credentials, so it goes even when the run is
 * interrupted: after what runs, which would go on for nobody and could write into it.
 */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final PutBack removal;
    private Process running;
    private boolean over;

    Scratch(Path folder) {
        this.folder = folder;
        this.removal = new PutBack("folder " + folder, this::remove);
    }

    static Scratch open() throws IOException {
        return new Scratch(Files.createTempDirectory("naming-of-cats-labs-"));
    }

    Path folder() {
        return folder;
    }

    /** Starts what is ended with this. */
    synchronized Process start(ProcessBuilder command) throws IOException, InterruptedException {
        goOn();
        running = command.start();
        return running;
    }

    /** Not once this is over: the process is ending then, and what was ended with it is no result. */
    synchronized void goOn() throws InterruptedException {
        while (over) {
            wait();
        }
    }

    private synchronized void endWhatRuns() {
        over = true;
        if (running != null && running.isAlive()) {
            Shell.interrupt(running);
        }
    }

    private void remove() {
        endWhatRuns();
        try {
            delete();
        } catch (IOException | UncheckedIOException once) { // it was written to meanwhile
            try {
                delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        removal.nowOrSay();
    }
}
