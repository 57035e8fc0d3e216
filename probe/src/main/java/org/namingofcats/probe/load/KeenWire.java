package org.namingofcats.probe.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.namingofcats.probe.agent.HttpAnswer;

/**
 * A connection of a lane that measures: one system call to send and one to wait for the answer. A blocking socket with a
 * deadline of its own costs four more for each, which would be measured as the network's; so a {@link Watchdog} ends it.
 */
final class KeenWire implements Wire {
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(4_096);
    private final In in = new In();
    private final Watchdog watchdog;

    private KeenWire(SocketChannel channel, Watchdog watchdog) {
        this.channel = channel;
        this.watchdog = watchdog;
    }

    /** A socket of the address's own family: an IPv6 one that carries IPv4 goes a longer way through the kernel. */
    static KeenWire open(InetSocketAddress to, long deadline, Watchdog watchdog) throws IOException {
        SocketChannel channel = to.getAddress() instanceof Inet4Address ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            watchdog.watch(channel, deadline, () -> channel.connect(to));
            return new KeenWire(channel, watchdog);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public HttpAnswer ask(byte[] request, long deadline) throws IOException {
        return watchdog.watch(channel, deadline, () -> {
            out.clear().put(request).flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            return HttpAnswer.read(in);
        });
    }

    @Override
    public long arrived() {
        return in.arrived;
    }

    /** Never looked at between two requests: that costs system calls too, and who measures wants to see the failure. */
    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }

    /** One thread reads: no lock. */
    private final class In extends InputStream {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(4_096).limit(0);
        private long arrived;

        private boolean fill() throws IOException {
            int got = channel.read(buffer.clear());
            arrived = System.nanoTime();
            buffer.flip();
            return got >= 0;
        }

        @Override
        public int read() throws IOException {
            return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!buffer.hasRemaining() && !fill()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        @Override
        public int available() {
            return buffer.remaining();
        }
    }
}
