package org.namingofcats.probe.load;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs a lane and tells of it as it goes, one line of JSON a quarter of a second, or at its end when it is one that measures;
 * who hangs up ends the lane.
 */
final class Telling {
    /** Samples that wait to be told: some seconds of the highest rate, so that a listener may hesitate. */
    private static final int ROOM = 10_000;
    private static final int EVERY_MILLIS = 250;
    /** Of a lane that measures: long enough not to disturb it, short enough to notice that nobody listens. */
    private static final int SELDOM_MILLIS = 5_000;

    private final Lane lane;
    private final ObjectWriter json;
    private final BlockingQueue<Sample> waiting = new ArrayBlockingQueue<>(ROOM);
    private final AtomicInteger unrecorded = new AtomicInteger();

    Telling(Lane lane, ObjectMapper mapper) {
        this.lane = lane;
        this.json = mapper.writerFor(LoadReport.class).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** @param hungUp whether nobody listens any more: what is written then vanishes without an error */
    void to(OutputStream out, BooleanSupplier hungUp) throws IOException {
        CompletableFuture<Double> began = new CompletableFuture<>();
        CompletableFuture<Integer> due = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("lane").start(() -> {
            try {
                due.complete(lane.run(began::complete, this::record));
            } catch (Throwable e) { // out of memory, for one: who listens would wait for ever
                began.completeExceptionally(e);
                due.completeExceptionally(e);
            }
        });
        try {
            tell(out, LoadReport.beginning(began.join()));
            while (!due.isDone() || !waiting.isEmpty()) {
                tell(out, LoadReport.of(batch(due)));
                if (hungUp.getAsBoolean()) {
                    return;
                }
            }
            tell(out, LoadReport.end(due.join(), unrecorded.get()));
        } finally {
            lane.stop();
        }
    }

    private void record(Sample sample) {
        if (!waiting.offer(sample)) {
            unrecorded.incrementAndGet();
        }
    }

    private List<Sample> batch(CompletableFuture<Integer> due) {
        try {
            due.get(lane.isMeasured() ? SELDOM_MILLIS : EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            // Not at its end yet.
        }
        List<Sample> batch = new ArrayList<>();
        waiting.drainTo(batch);
        return batch;
    }

    private void tell(OutputStream out, LoadReport line) throws IOException {
        json.writeValue(out, line);
        out.write('\n');
        out.flush();
    }
}
