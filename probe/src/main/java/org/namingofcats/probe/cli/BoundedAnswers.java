package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.AsyncBody.Consumer;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.namingofcats.probe.vantage.HttpLine;

/**
 * Cuts off an answer that is too long or takes too long. Whoever listens where a kubeconfig or {@code --outside} points
 * may be anybody, and the client itself waits for the end of a body for ever and keeps all of it in memory: its
 * {@code requestTimeout} is for the head only.
 */
final class BoundedAnswers implements Interceptor {
    /** The objects that the probe lists in a cluster of thousands of nodes are a few MiB. */
    static final int LIMIT = 32 << 20;
    private static final int SECONDS = 30;

    private final int limit;
    private final int seconds;

    BoundedAnswers() {
        this(LIMIT, SECONDS);
    }

    /**
     * @param limit   most bytes of a body
     * @param seconds longest time from an answer's head to its last byte
     */
    BoundedAnswers(int limit, int seconds) {
        this.limit = limit;
        this.seconds = seconds;
    }

    @Override
    public Consumer<List<ByteBuffer>> consumer(Consumer<List<ByteBuffer>> next, HttpRequest request) {
        if (isMeantToGoOn(request)) {
            return next;
        }
        AtomicLong left = new AtomicLong(limit);
        return (buffers, body) -> {
            if (left.addAndGet(-buffers.stream().mapToLong(ByteBuffer::remaining).sum()) < 0) {
                cut(body, "the answer is longer than " + (limit >> 20) + " MiB");
            } else {
                next.consume(buffers, body);
            }
        };
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, Consumer<List<ByteBuffer>> consumer) {
        if (response.body() instanceof AsyncBody body && !isMeantToGoOn(request)) {
            CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
                    .execute(() -> cut(body, "the answer took longer than " + seconds + " s"));
        }
    }

    /** A watch, a log that is followed, an agent's lane; who listens to a lane looks at each line. */
    private static boolean isMeantToGoOn(HttpRequest request) {
        if (request.headers("Accept").contains(HttpLine.GOES_ON)) {
            return true;
        }
        String query = request.uri().getRawQuery();
        return query != null && query.matches(".*\\b(watch|follow)=true\\b.*");
    }

    /** The reason first: what follows resets the connection, and the reader would be told of that. */
    private static void cut(AsyncBody body, String why) {
        if (body.done().completeExceptionally(new IOException(why))) {
            body.cancel();
        }
    }
}
