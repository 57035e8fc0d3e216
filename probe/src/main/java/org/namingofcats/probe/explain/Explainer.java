package org.namingofcats.probe.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.path.NetworkPath;

/** Has requests made, one a path, and tells their ways from what they left behind. */
public final class Explainer {
    private final Lab lab;
    private final String mode;
    private final Moment moment;
    private final Ground ground;
    private final ObjectMapper json;

    /**
     * @param lab    the live objects
     * @param mode   kube-proxy's mode
     * @param reader how nodes are read
     * @param json   mapper of the records
     */
    public Explainer(Lab lab, String mode, Reader reader, ObjectMapper json) {
        this.lab = lab;
        this.mode = mode;
        this.moment = new Moment(reader);
        this.ground = new Ground(lab, moment);
        this.json = json;
    }

    /**
     * What came of a call, beside its journey.
     *
     * @param passport who answered, {@code null} if nobody of the lab's did
     */
    public record Told(Journey journey, DialResult result, Passport passport) {}

    /**
     * Makes {@code call}, once.
     *
     * @throws org.namingofcats.probe.vantage.AgentUnreachable when the agent could not be asked
     */
    public Told tell(String path, Call call) {
        Trip trip = trip(path, call);
        trip.before();
        trip.dial();
        moment.pass();
        trip.after();
        return new Told(trip.tell(), trip.answer().dialled().result(), trip.answer().passport());
    }

    /** The most telling journey of each path, in the paths' order, or why there is none; made side by side. */
    public List<PathJourney> tour(List<NetworkPath> paths) {
        Tour tour = new Tour();
        paths.forEach(path -> Choice.of(path, lab, Optional.empty()).ifPresentOrElse(
                call -> tour.add(path.name(), trip(path.name(), call)),
                () -> tour.skip(path.name(), "this lab has nothing to dial by it; the checks of this path say what is missing")));
        tour.step(Trip::before);
        tour.step(Trip::dial);
        moment.pass();
        tour.step(Trip::after);
        return tour.tell();
    }

    private Trip trip(String path, Call call) {
        return new Trip(path, call, lab, mode, ground, json);
    }
}
