package org.namingofcats.probe.bench;

/**
 * Requests that an arm is to send at a steady rate.
 *
 * @param lane      a name of its own
 * @param perSecond how many a second
 * @param requests  how many in all
 * @param startsAt  when the first is due, in milliseconds since 1970, parts of them too; {@code null} for at once
 */
record Volley(String lane, int perSecond, int requests, Double startsAt) {

    Volley(String lane, int perSecond, int requests) {
        this(lane, perSecond, requests, null);
    }

    /** The part of one of so many senders who ask by turns: the same requests, the first in the sender's place of the order. */
    Volley part(int place, int senders, double start) {
        return new Volley(lane + "-" + place, perSecond / senders, requests, start + place * 1e3 / perSecond);
    }
}
