package org.namingofcats.probe.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.namingofcats.probe.load.LoadRequest;

/**
 * Arms that are measured at once: one, or several that are asked by turns, request by request. What slows a core for a tenth of a
 * second then slows all of them, and not the one whose turn it happens to be.
 *
 * @param arms of the same kind of connection
 */
record Turn(List<Arm> arms) {
    /** Until the first request of senders who are apart: each has to be told, and whatever begins there has to come to rest. */
    private static final int AHEAD_MILLIS = 250;

    /** A turn for all arms of equal keys. */
    static List<Turn> together(List<Arm> arms, Function<Arm, Object> key) {
        return arms.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList())).values().stream().map(Turn::new).toList();
    }

    /** The same arms; who comes after whom within a turn is left to chance as well. */
    Turn inAnotherOrder(Random random) {
        List<Arm> order = new ArrayList<>(arms);
        Collections.shuffle(order, random);
        return new Turn(order);
    }

    /** Sends so many requests of each arm, at that rate in all; what became of them, in the order of the arms. */
    List<Shots> send(Volley volley) {
        return arms.size() == 1 ? List.of(arms.getFirst().sender().apply(volley)) : isOneLane() ? byOneLane(volley) : byAppointment(volley);
    }

    /** Whether one agent asks them all. */
    boolean isOneLane() {
        return arms.stream().map(arm -> arm.sender() instanceof AgentSender sender ? sender.kind() : arm).distinct().count() == 1;
    }

    private List<Shots> byOneLane(Volley volley) {
        List<AgentSender> senders = arms.stream().map(arm -> (AgentSender) arm.sender()).toList();
        return senders.getFirst().byTurns(senders.subList(1, senders.size()), volley);
    }

    /** Each sender knows by the clock when its requests are due, in between those of the others. */
    private List<Shots> byAppointment(Volley volley) {
        double start = LoadRequest.millis(Instant.now().plusMillis(AHEAD_MILLIS));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, arms.size()).mapToObj(place -> CompletableFuture.supplyAsync(
                    () -> arms.get(place).sender().apply(volley.part(place, arms.size(), start)), threads)).toList().stream().map(CompletableFuture::join).toList();
        }
    }
}
