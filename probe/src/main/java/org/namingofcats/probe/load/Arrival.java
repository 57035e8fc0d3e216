package org.namingofcats.probe.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What arrives on a connection, and when. One thread reads, so there is no lock; one buffer serves all connections of a lane. */
final class Arrival extends InputStream {
    private final ByteBuffer here = ByteBuffer.allocateDirect(4_096).limit(0);
    private SocketChannel channel;
    private long at;

    /** From now on, of this connection; what is left of another is forgotten. */
    void expect(SocketChannel from) {
        channel = from;
        here.clear().limit(0);
    }

    /** Waits until there is more, where all that came before has been read; false when there is no more. */
    boolean fill() throws IOException {
        int got = channel.read(here.clear());
        at = System.nanoTime();
        here.flip();
        return got >= 0;
    }

    /** What is here and has not been read. */
    ByteBuffer here() {
        return here;
    }

    /** When the last of it came, before anybody had looked at it; on the clock of {@link System#nanoTime()}. */
    long at() {
        return at;
    }

    @Override
    public int read() throws IOException {
        return here.hasRemaining() || fill() ? here.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!here.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, here.remaining());
        here.get(bytes, offset, count);
        return count;
    }

    @Override
    public int available() {
        return here.remaining();
    }
}
