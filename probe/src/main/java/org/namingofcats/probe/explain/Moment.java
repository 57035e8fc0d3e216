package org.namingofcats.probe.explain;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;

/** Reads each thing once a moment, whoever asks for it: journeys made side by side see the same node at the same time. */
final class Moment implements Reader {
    private record Question(Spot spot, List<String> command) {}

    private final Reader reader;
    private volatile Map<Question, FutureTask<Reading>> read = new ConcurrentHashMap<>();

    Moment(Reader reader) {
        this.reader = reader;
    }

    /** What is read from now on is read anew. */
    void pass() {
        read = new ConcurrentHashMap<>();
    }

    @Override
    public Reading read(Spot spot, List<String> command) {
        FutureTask<Reading> reading = read.computeIfAbsent(new Question(spot, command),
                question -> new FutureTask<>(() -> reader.read(spot, command)));
        reading.run(); // does nothing when it is done or another thread does it
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reading.failed("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader never throws", e);
        }
    }
}
