package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Trips that are made in step, so that each node is read once before them all and once afterwards. */
final class Tour {
    private final Map<String, Trip> trips = new LinkedHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    /** A trip by the path of that name. */
    void add(String path, Trip trip) {
        trips.put(path, trip);
    }

    /** Nobody goes by that path. */
    void skip(String path, String reason) {
        trips.put(path, null);
        troubles.put(path, reason);
    }

    /** One step of all that have come so far; the others are left where they are. */
    void step(Consumer<Trip> step) {
        List<String> paths = trips.keySet().stream().filter(path -> !troubles.containsKey(path)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            paths.forEach(path -> threads.submit(() -> attempt(path, step)));
        }
    }

    private void attempt(String path, Consumer<Trip> step) {
        try {
            step.accept(trips.get(path));
        } catch (AgentUnreachable e) {
            troubles.put(path, e.getMessage());
        } catch (RuntimeException e) {
            troubles.put(path, "the explanation itself failed: " + e);
        }
    }

    /** What came of the trips, in the order in which they were added. */
    List<PathJourney> tell() {
        Map<String, Journey> journeys = new ConcurrentHashMap<>();
        step(trip -> {
            Journey journey = trip.tell();
            journeys.put(journey.path(), journey);
        });
        List<PathJourney> told = new ArrayList<>();
        trips.keySet().forEach(path -> told.add(journeys.containsKey(path) ? PathJourney.told(journeys.get(path))
                : PathJourney.untold(path, troubles.get(path))));
        return told;
    }
}
