package org.namingofcats.probe.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.namingofcats.probe.agent.HttpAnswer;
import org.namingofcats.probe.agent.UntilDeadline;

/**
 * One TCP connection that carries one request after the other. Its deadlines, on the clock of {@link System#nanoTime()}, the socket itself
 * keeps, and it is looked at before it is used again.
 */
final class Wire implements Closeable {
    /**
     * A connection that was idle for longer is given up. It has to be less than the time for which a server that stops
     * still answers (quarkus.shutdown.delay): who uses a connection more often hears in time that it will be closed, and
     * who does not may send a request into its end, which no server can prevent (RFC 9112, section 9.5).
     */
    private static final long MOST_IDLE_NANOS = 1_000_000_000;

    private final SocketChannel channel;
    private final UntilDeadline timed;
    private final BufferedInputStream in;
    private volatile long lastUse = System.nanoTime();
    private volatile boolean used;

    private Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.timed = new UntilDeadline(channel.socket(), 0);
        this.in = new BufferedInputStream(timed, 2_048);
    }

    static Wire open(InetSocketAddress to, long deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(to, UntilDeadline.left(deadline));
            return new Wire(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends a request and reads its answer. */
    HttpAnswer ask(byte[] request, long deadline) throws IOException {
        timed.extend(deadline);
        used = true;
        channel.socket().getOutputStream().write(request);
        HttpAnswer answer = HttpAnswer.read(in);
        lastUse = System.nanoTime();
        return answer;
    }

    /** Whether it has carried no request yet. */
    boolean isNew() {
        return !used;
    }

    /** When the last of that answer had been read. */
    long arrived() {
        return lastUse;
    }

    /** Whether it may carry another request, after it was idle. */
    boolean isUsable() {
        return !isIdleForTooLong() && !isStale();
    }

    boolean isIdleForTooLong() {
        return System.nanoTime() - lastUse >= MOST_IDLE_NANOS;
    }

    /**
     * Whether the other side has closed, or sent what nobody asked for, while nothing was under way. To look before a
     * request is sent is what any client does that keeps connections; it is no second try, nothing has been sent yet.
     */
    private boolean isStale() {
        try {
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return !silent;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }
}
