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

/** One TCP connection that carries one request after the other. Deadlines are on the clock of {@link System#nanoTime()}. */
final class Wire implements Closeable {
    private final SocketChannel channel;
    private final UntilDeadline timed;
    private final BufferedInputStream in;
    private volatile long lastUse = System.nanoTime();

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

    HttpAnswer ask(byte[] request, long deadline) throws IOException {
        timed.extend(deadline);
        channel.socket().getOutputStream().write(request);
        HttpAnswer answer = HttpAnswer.read(in);
        lastUse = System.nanoTime();
        return answer;
    }

    /** How long nothing has been under way on it. */
    long idleNanos() {
        return System.nanoTime() - lastUse;
    }

    /**
     * Whether the other side has closed, or sent what nobody asked for, while nothing was under way. To look before a
     * request is sent is what any client does that keeps connections; it is no second try, nothing has been sent yet.
     */
    boolean isStale() {
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
