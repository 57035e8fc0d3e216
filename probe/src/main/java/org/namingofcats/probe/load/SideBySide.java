package org.namingofcats.probe.load;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.agent.HttpAnswer;

/** Each request has a virtual thread of its own and waits for no other. */
final class SideBySide implements Sending {
    private final Asking asking;
    private final Connections connections;
    private final Consumer<Sample> sink;
    private final int most;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Slot slot;
    private byte[] written;

    /**
     * @param keep whether requests share connections
     * @param most requests under way at a time; one more is not sent but said to be so, as the sender's memory is bounded
     */
    SideBySide(Way way, boolean keep, int most, Consumer<Sample> sink) {
        this.asking = way.asking();
        this.connections = new Connections(way.to(), keep);
        this.sink = sink;
        this.most = most;
        this.room = new Semaphore(most);
    }

    @Override
    public int rehearsals() {
        return 0;
    }

    @Override
    public long lead() {
        return 0;
    }

    @Override
    public long awake() {
        return 0;
    }

    @Override
    public void prepare(Slot next) {
        slot = next;
        written = asking.written(next.number());
    }

    @Override
    public void stayAwake() {
        Thread.onSpinWait();
    }

    @Override
    public void send() {
        Slot mine = slot;
        byte[] request = written;
        if (!room.tryAcquire()) {
            sink.accept(mine.sample(mine.due(), new Asking.Ended(Outcome.OTHER, null, "not sent: " + most + " requests were under way", mine.due())));
            return;
        }
        threads.execute(() -> {
            try {
                long sent = System.nanoTime();
                sink.accept(mine.sample(sent, ask(mine, request, sent)));
            } finally {
                room.release();
            }
        });
    }

    private Asking.Ended ask(Slot mine, byte[] request, long sent) {
        long deadline = asking.deadline(mine.due());
        Wire wire = null;
        long connect = 0;
        try {
            wire = connections.take(deadline);
            connect = wire.isNew() ? System.nanoTime() - sent : 0;
            boolean reusable = false;
            try {
                HttpAnswer answer = wire.ask(request, deadline);
                reusable = answer.reusable();
                return asking.judge(answer, mine.number(), wire.arrived(), connect);
            } finally {
                connections.give(wire, reusable);
            }
        } catch (IOException | RuntimeException e) {
            return asking.failed(e, wire != null, connect);
        }
    }

    @Override
    public void close() {
        threads.close();
        connections.close();
    }
}
