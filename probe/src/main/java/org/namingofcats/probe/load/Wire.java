package org.namingofcats.probe.load;

import java.io.Closeable;
import java.io.IOException;
import org.namingofcats.probe.agent.HttpAnswer;

/** One TCP connection that carries one request after the other. Deadlines are on the clock of {@link System#nanoTime()}. */
interface Wire extends Closeable {

    /** Sends a request and reads its answer. */
    HttpAnswer ask(byte[] request, long deadline) throws IOException;

    /** When the last of that answer was there, before anybody had looked at it; on the clock of {@link System#nanoTime()}. */
    long arrived();

    /** Whether it may carry another request, after it was idle. */
    boolean isUsable();

    @Override
    void close();
}
