package org.namingofcats.probe.bench;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;

/**
 * The client in C (cluster/floor/client.c), by a process in the network namespace of a pod.
 *
 * @param program what runs it, without its arguments
 */
record FloorSender(Reader reader, Spot.Pod spot, List<String> program, URI url, boolean keepAlive) implements Function<Volley, Shots> {

    @Override
    public Shots apply(Volley volley) {
        return shots(reader.read(spot, Stream.concat(program.stream(), Stream.of(url.getHost(), String.valueOf(url.getPort()), url.getPath(),
                String.valueOf(volley.perSecond()), String.valueOf(volley.requests()), keepAlive ? "keep" : "new", volley.lane(),
                volley.startsAt() == null ? "0" : "%.0f".formatted(volley.startsAt() * 1e6))).toList()));
    }

    /** One line a request: how late it was sent, and how long it took or -1. */
    static Shots shots(Reading reading) {
        if (!reading.ok() || !reading.lines().stream().allMatch(line -> line.matches("\\d+ (\\d+|-1)"))) {
            return Shots.none(reading.ok() ? "the C client printed something else than times" : reading.problem());
        }
        long[] took = reading.lines().stream().mapToLong(line -> Long.parseLong(line.split(" ")[1])).toArray();
        long[] good = Arrays.stream(took).filter(nanos -> nanos >= 0).toArray();
        return new Shots(good, took.length - good.length, Set.of(), good.length == took.length ? null : "not answered with 200");
    }
}
