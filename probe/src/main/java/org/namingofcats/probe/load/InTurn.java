package org.namingofcats.probe.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.namingofcats.probe.agent.HttpAnswer;

/**
 * One request after the other by the thread that keeps the time, for a lane that measures. Whatever is neither the network's nor the
 * server's is done before a request is due: from then until the last byte of its answer there are a system call to send and one to
 * wait, and one more to connect where it has a connection of its own. The client in C (cluster/floor/client.c) does the same.
 * And an answer is only glanced at: to read it between two requests would drive the server's code and data out of the caches that it shares
 * with the client, and the next request would be the slower for it.
 *
 * <p>Kept connections are {@value #ABREAST} to each URL and take turns: which of a server's threads a connection falls to, and on which core that
 * runs, is most of the noise, and must not be decided by one throw for all requests. Each carries one before the first that counts.
 * None is looked at between two requests: that costs system calls, and who measures wants to see the failure.
 */
final class InTurn implements Sending {
    /** A multiple of a server's threads on two cores. */
    static final int ABREAST = 4;
    /** To tell that a lane begins takes a millisecond or two of the same core, and would make its first request late. */
    private static final long LEAD_NANOS = 10_000_000;
    /** A sleeping thread wakes late by the kernel's timer slack of 50 µs and some; who measures stays awake for the last of it. */
    private static final long AWAKE_NANOS = 150_000;
    /** Answers that wait to be looked at until the lane has ended, unless it is longer than any that measures. */
    private static final int MOST_UNSEEN = 1_000;
    /** More than {@link LoadRequest} lets a head become. */
    private static final int LONGEST_HEAD = 16_384;

    private final LoadRequest request;
    private final List<Way> ways;
    private final boolean keep;
    private final Consumer<Sample> sink;
    private final Watchdog watchdog = new Watchdog();
    private final SocketChannel[] kept;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_HEAD);
    private final ByteBuffer nothing = ByteBuffer.allocateDirect(0);
    private final Arrival in = new Arrival();
    private final List<Supplier<Sample>> unseen = new ArrayList<>();
    private Slot slot;
    private Asking asking;
    private SocketChannel channel;
    private InetSocketAddress address;
    private Exception hindered;

    /** @param ways take turns, request by request */
    InTurn(LoadRequest request, List<Way> ways, Consumer<Sample> sink) {
        this.request = request;
        this.ways = ways;
        this.keep = request.keepAlive();
        this.sink = sink;
        this.kept = new SocketChannel[ABREAST * ways.size()];
    }

    @Override
    public int rehearsals() {
        return keep ? kept.length : 0;
    }

    @Override
    public long lead() {
        return LEAD_NANOS;
    }

    @Override
    public long awake() {
        return AWAKE_NANOS;
    }

    @Override
    public void prepare(Slot next) {
        slot = next;
        Way way = ways.get(request.way(next.number()));
        asking = way.asking();
        hindered = null;
        out.clear().put(asking.written(next.number())).flip();
        long deadline = asking.deadline(next.due());
        try {
            channel = kept[place()];
            if (channel == null) {
                address = way.to().address(deadline);
                channel = open(address);
            }
            in.expect(channel);
            watchdog.watch(channel, deadline);
        } catch (IOException | RuntimeException e) {
            hindered = e;
        }
    }

    private int place() {
        return Math.floorMod(slot.number(), kept.length);
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
        Supplier<Asking.Ended> ended = ask(sent);
        Slot mine = slot;
        if (mine.number() >= 0) {
            unseen.add(() -> mine.sample(sent, ended.get()));
        }
        if (unseen.size() >= MOST_UNSEEN) {
            look();
        }
    }

    private Supplier<Asking.Ended> ask(long sent) {
        if (hindered != null) {
            return now(asking.failed(hindered, false, 0));
        }
        boolean connected = channel.isConnected();
        boolean reusable = false;
        try {
            long connect = 0;
            if (!connected) {
                connected = channel.connect(address);
                connect = keep ? 0 : System.nanoTime() - sent;
            }
            while (out.hasRemaining()) {
                channel.write(out);
            }
            in.fill(); // at once: to come there by way of a parser takes as long as a quick answer does
            Glance glance = Glance.at(in.here());
            if (glance.whole()) {
                reusable = keep && !glance.ends();
                return later(in.at(), connect);
            }
            HttpAnswer answer = HttpAnswer.read(in);
            reusable = keep && answer.reusable();
            return now(asking.judge(answer, slot.number(), in.at(), connect));
        } catch (IOException | RuntimeException e) {
            return now(asking.failed(watchdog.meant(e), connected, 0));
        } finally {
            watchdog.rest();
            kept[place()] = reusable ? channel : null;
            if (!reusable) {
                close(channel);
            }
        }
    }

    private static Supplier<Asking.Ended> now(Asking.Ended ended) {
        return () -> ended;
    }

    private Supplier<Asking.Ended> later(long arrived, long connect) {
        byte[] answer = new byte[in.available()];
        in.here().get(answer);
        int number = slot.number();
        Asking asked = asking;
        return () -> {
            try {
                return asked.judge(HttpAnswer.read(new ByteArrayInputStream(answer)), number, arrived, connect);
            } catch (IOException e) {
                return asked.failed(e, true, connect);
            }
        };
    }

    private void look() {
        unseen.forEach(sample -> sink.accept(sample.get()));
        unseen.clear();
    }

    @Override
    public void close() {
        look();
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
}
