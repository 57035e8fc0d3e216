package org.namingofcats.probe.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.namingofcats.probe.agent.HttpAnswer;

/**
 * One request after the other by the thread that keeps the time, for a lane that measures. Whatever is neither the network's nor the
 * server's is done before a request is due: from then until the last byte of its answer there are a system call to send and one to
 * wait, and one more to connect where it has a connection of its own. The client in C (cluster/floor/client.c) does the same.
 *
 * <p>Kept connections are {@value #ABREAST} and take turns: which of a server's threads a connection falls to, and on which core that
 * runs, is most of the noise, and must not be decided by one throw for all requests. Each carries one before the first that counts.
 * None is looked at between two requests: that costs system calls, and who measures wants to see the failure.
 */
final class InTurn implements Sending {
    /** A multiple of a server's threads on two cores. */
    static final int ABREAST = 4;
    /** A sleeping thread wakes late by the kernel's timer slack of 50 µs and some; who measures stays awake for the last of it. */
    private static final long AWAKE_NANOS = 150_000;
    /** More than {@link LoadRequest} lets a head become. */
    private static final int LONGEST_HEAD = 16_384;

    private final Asking asking;
    private final Destination to;
    private final boolean keep;
    private final Consumer<Sample> sink;
    private final Watchdog watchdog = new Watchdog();
    private final SocketChannel[] kept = new SocketChannel[ABREAST];
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_HEAD);
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(0);
    private final In in = new In();
    private Slot slot;
    private SocketChannel channel;
    private InetSocketAddress address;
    private Exception hindered;

    /** @param keep whether connections are kept, else each request has its own */
    InTurn(Asking asking, Destination to, boolean keep, Consumer<Sample> sink) {
        this.asking = asking;
        this.to = to;
        this.keep = keep;
        this.sink = sink;
    }

    @Override
    public int rehearsals() {
        return keep ? ABREAST : 0;
    }

    @Override
    public long awake() {
        return AWAKE_NANOS;
    }

    @Override
    public void prepare(Slot next) {
        slot = next;
        hindered = null;
        out.clear().put(asking.written(next.number())).flip();
        in.clear();
        long deadline = asking.deadline(next.due());
        try {
            channel = kept[place()];
            if (channel == null) {
                address = to.address(deadline);
                channel = open(address);
            }
            watchdog.watch(channel, deadline);
        } catch (IOException | RuntimeException e) {
            hindered = e;
        }
    }

    private int place() {
        return Math.floorMod(slot.number(), ABREAST);
    }

    /** A socket of the address's own family: an IPv6 one that carries IPv4 goes a longer way through the kernel. */
    private static SocketChannel open(InetSocketAddress to) throws IOException {
        SocketChannel channel = to.getAddress() instanceof Inet4Address ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    /** Code that has not run for two milliseconds is in no cache any more, which costs ten microseconds: so it runs, with nothing to send or to read. */
    @Override
    public void stayAwake() {
        try {
            if (hindered == null && channel.isConnected()) {
                channel.write(nothing);
                channel.read(nothing);
            }
        } catch (IOException e) {
            // The request will meet it.
        }
    }

    @Override
    public void send() {
        long sent = System.nanoTime();
        Asking.Ended ended = ask(sent);
        if (slot.number() >= 0) {
            sink.accept(slot.sample(sent, ended));
        }
    }

    private Asking.Ended ask(long sent) {
        if (hindered != null) {
            return asking.failed(hindered, false);
        }
        boolean connected = channel.isConnected();
        boolean reusable = false;
        try {
            long connect = 0;
            if (!connected) {
                connected = channel.connect(address);
                connect = System.nanoTime() - sent;
            }
            while (out.hasRemaining()) {
                channel.write(out);
            }
            in.fill(); // at once: to come there by way of a parser takes as long as a quick answer does
            HttpAnswer answer = HttpAnswer.read(in);
            reusable = keep && answer.reusable();
            return asking.judge(answer, slot.number(), in.arrived, keep ? 0 : connect);
        } catch (IOException | RuntimeException e) {
            return asking.failed(watchdog.meant(e), connected);
        } finally {
            watchdog.rest();
            kept[place()] = reusable ? channel : null;
            if (!reusable) {
                close(channel);
            }
        }
    }

    @Override
    public void close() {
        Stream.concat(Arrays.stream(kept), Stream.ofNullable(channel)).filter(Objects::nonNull).forEach(InTurn::close);
        watchdog.close();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }

    /** What comes from the channel. One thread reads: no lock. */
    private final class In extends InputStream {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(4_096).limit(0);
        /** When the last of it came, before anybody had looked at it. */
        private long arrived;

        private void clear() {
            buffer.clear().limit(0);
        }

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
