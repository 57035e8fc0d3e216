package org.namingofcats.probe.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A lane of requests that an agent is asked to send at a steady rate, whatever becomes of them (open loop).
 *
 * @param lane          its name; request number 7 bears the nonce {@code <lane>-7}
 * @param url           plain {@code http://host:port/path}; a name is looked up for each new connection
 * @param headers       further headers, e.g. {@code Host}; may be {@code null}
 * @param perSecond     requests a second, 1 to {@value #HIGHEST_RATE}
 * @param seconds       how long at most, 1 to {@value #LONGEST}
 * @param keepAlive     whether requests share connections; else each has its own
 * @param timeoutMillis deadline of each request from its intended send, 1 to 30,000
 * @param passports     whether an answer counts only with a passport that bears the request's nonce
 * @param inTurn        whether the thread that keeps the time asks as well, so that no hand-over between threads is in the
 *                      time: a request waits for the one before, and is timed from when it was due all the same. Of the
 *                      answers of such a lane one in {@value #SAMPLED} is looked at
 * @param requests      how many at most, 0 for as many as fit into the time
 * @param others        of a lane in turn, further URLs that take turns with {@code url}, request by request: whatever slows one
 *                      for longer than a request takes slows the next one too; may be {@code null}
 * @param startsAt      when its first request is due, in milliseconds since 1970, parts of them too, so that whoever else has such an
 *                      appointment can ask between its requests; {@code null} for as soon as may be
 * @param service       the workload whose passport it has to be, where answers are looked at; {@code null} for anybody's
 */
public record LoadRequest(String lane, String url, Map<String, String> headers, int perSecond, int seconds, boolean keepAlive,
        int timeoutMillis, boolean passports, boolean inTurn, int requests, List<String> others, Double startsAt, String service) {
    static final int SAMPLED = 8;
    static final int HIGHEST_RATE = 5_000;
    static final int LONGEST = 3_600;
    static final int MOST_OTHERS = 15;
    /** An agent's promise to come is not to be had for longer. */
    static final int FURTHEST_MILLIS = 5_000;

    /** @throws IllegalArgumentException when a value is not what it may be */
    public LoadRequest {
        require(lane != null && lane.matches("[a-z0-9-]{1,40}"), "lane is not 1 to 40 characters of [a-z0-9-]");
        require(perSecond >= 1 && perSecond <= HIGHEST_RATE, "perSecond is not from 1 to " + HIGHEST_RATE);
        require(seconds >= 1 && seconds <= LONGEST, "seconds is not from 1 to " + LONGEST);
        require(timeoutMillis >= 1 && timeoutMillis <= 30_000, "timeoutMillis is not from 1 to 30000");
        require(requests >= 0, "requests is less than 0");
        others = others == null ? List.of() : List.copyOf(others);
        require(others.size() <= MOST_OTHERS, "there are more than " + MOST_OTHERS + " others");
        require(inTurn || others.isEmpty(), "there are others, and the lane is not in turn");
        headers = headers == null ? Map.of() : headers;
        require(headers.size() <= 32, "there are more than 32 headers");
        headers.forEach((name, value) -> require(name.matches("[A-Za-z0-9-]{1,64}") && value != null
                && value.matches("[\\x20-\\x7e]{0,256}"), "a header is not a name of letters and a printable value"));
    }

    /** A lane whose requests do not wait for each other. */
    public LoadRequest(String lane, String url, Map<String, String> headers, int perSecond, int seconds, boolean keepAlive,
            int timeoutMillis, boolean passports, String service) {
        this(lane, url, headers, perSecond, seconds, keepAlive, timeoutMillis, passports, false, 0, List.of(), null, service);
    }

    /** The same by another name. */
    public LoadRequest named(String another) {
        return new LoadRequest(another, url, headers, perSecond, seconds, keepAlive, timeoutMillis, passports, inTurn, requests, others, startsAt, service);
    }

    /** Whether an answer of that workload is one to it. */
    boolean isFor(String answering) {
        return service == null || service.equals(answering);
    }

    /** All that are asked, in the order of their turns. */
    public List<String> urls() {
        return Stream.concat(Stream.of(url), others.stream()).toList();
    }

    /**
     * How long after a moment its first request is due, in nanoseconds; less than 0 when that is past, 0 where no time is set.
     *
     * @throws IllegalArgumentException when that is more than {@value #FURTHEST_MILLIS} milliseconds
     */
    long ahead(Instant now) {
        double millis = startsAt == null ? 0 : startsAt - millis(now);
        require(millis <= FURTHEST_MILLIS, "startsAt is more than " + FURTHEST_MILLIS + " ms ahead by this machine's clock");
        return (long) (millis * 1e6);
    }

    /** A moment in milliseconds since 1970, parts of them too: exact to a quarter of a microsecond. */
    public static double millis(Instant moment) {
        return moment.getEpochSecond() * 1e3 + moment.getNano() / 1e6;
    }

    /** How many requests at most. */
    long most() {
        long fit = (long) perSecond * seconds;
        return requests == 0 ? fit : Math.min(requests, fit);
    }

    /** Which of its {@link #urls} request {@code number} goes to, from 0. */
    public int way(int number) {
        return Math.floorMod(number, 1 + others.size());
    }

    /** Whether the answer to request {@code number} is looked at: of each URL the same share. */
    boolean looksAt(int number) {
        return passports && (!inTurn || number / (1 + others.size()) % SAMPLED == 0);
    }

    /** The word by which request {@code number} is known to all who have to do with it. */
    public String nonce(int number) {
        return lane + "-" + number;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
