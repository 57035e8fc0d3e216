package org.namingofcats.probe.agent;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What comes from a socket; each read gets no more time than the whole request has left. */
public final class UntilDeadline extends FilterInputStream {
    private final Socket socket;
    private long deadline;

    /** @param deadline on the clock of {@link System#nanoTime()} */
    public UntilDeadline(Socket socket, long deadline) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
        this.deadline = deadline;
    }

    /** Another request, with a deadline of its own, on the same connection. */
    public void extend(long next) {
        deadline = next;
    }

    /**
     * Milliseconds until {@code deadline}, at least 1.
     *
     * @throws SocketTimeoutException when there are none
     */
    public static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis < 1) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        socket.setSoTimeout(left(deadline));
        return super.read(bytes, offset, length);
    }
}
