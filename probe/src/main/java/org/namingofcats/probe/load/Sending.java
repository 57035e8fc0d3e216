package org.namingofcats.probe.load;

import java.io.Closeable;

/**
 * How a lane's requests are sent: {@link SideBySide} or {@link InTurn}. One thread calls, for one request after the other, and a
 * request's sample may come from another.
 */
interface Sending extends Closeable {

    /**
     * A request's place in its lane; times are on the clock of {@link System#nanoTime()}.
     *
     * @param number of the request, from 0; less for one that is sent before the lane begins and leaves no sample
     * @param start  when the lane began
     * @param due    when the request is to be sent
     */
    record Slot(int number, long start, long due) {
        /** @param sent when it was */
        Sample sample(long sent, Asking.Ended ended) {
            return new Sample(number, millis(due - start), millis(sent - due), millis(ended.at() - due), ended.outcome(), ended.pod(), ended.why(),
                    ended.connect() > 0 ? millis(ended.connect()) : null);
        }

        /** Of nanoseconds; none of them is lost. */
        private static double millis(long nanos) {
            return nanos / 1e6;
        }
    }

    /** How many requests are to be sent before the lane begins, numbered up to -1. */
    int rehearsals();

    /** How long after the lane has told that it begins its first request is due, in nanoseconds. */
    long lead();

    /** How long before a request is due its thread is to be awake, in nanoseconds. */
    long awake();

    /** Does what can be done before a request is due. Never fails: what does is the request's outcome. */
    void prepare(Slot slot);

    /** What that thread does over and over until the request is due. */
    void stayAwake();

    /** Sends the request that was prepared. */
    void send();

    /** Waits for what is under way. */
    @Override
    void close();
}
