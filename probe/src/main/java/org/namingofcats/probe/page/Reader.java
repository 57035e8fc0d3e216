package org.namingofcats.probe.page;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One listener of a {@link Feed}. Who does not keep up is left behind, and has to begin anew. */
final class Reader implements AutoCloseable {
    private static final int WAITING = 5_000;

    private final List<Entry> table;
    private final Consumer<Reader> leave;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean behind;

    Reader(List<Entry> table, Consumer<Reader> leave) {
        this.table = table;
        this.leave = leave;
    }

    /** What was so when the reading began. */
    List<Entry> table() {
        return table;
    }

    void tell(Entry entry) {
        if (!queue.offer(entry)) {
            behind = true;
        }
    }

    /** Whether changes were missed. */
    boolean isBehind() {
        return behind;
    }

    /** The next change, empty when there was none for so long. */
    Optional<Entry> next(int seconds) throws InterruptedException {
        return Optional.ofNullable(queue.poll(seconds, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        leave.accept(this);
    }
}
