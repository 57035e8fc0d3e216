package org.namingofcats.probe.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;

/** One request on its way, in four steps, which others may take at the same time. */
final class Trip {
    private final String path;
    private final Call call;
    private final Lab lab;
    private final Ground ground;
    private final ObjectMapper json;
    private final String host;
    private final Passage passage;
    private final Upstreams upstreams;
    private Answer answer;

    Trip(String path, Call call, Lab lab, String mode, Ground ground, ObjectMapper json) {
        this.path = path;
        this.call = call;
        this.lab = lab;
        this.ground = ground;
        this.json = json;
        this.host = Choice.host(call);
        int port = URI.create(call.url()).getPort();
        this.passage = new Passage(ground, mode, call.from(), host, port == -1 ? 80 : port);
        this.upstreams = new Upstreams(lab);
    }

    private boolean isLocal() {
        return host.startsWith("127.");
    }

    /** Looks at what may change. */
    void before() {
        if (!isLocal()) {
            passage.before();
            upstreams.before(host);
        }
    }

    /** Makes the request. */
    void dial() {
        answer = Answer.of(call.from().dial(call.url(), call.headers()), json);
    }

    /** What came back. */
    Answer answer() {
        return answer;
    }

    /** Looks at what has changed, before anything else is read: counters go on counting. */
    void after() {
        if (!isLocal() && answer.address() != null) {
            passage.after();
        }
    }

    /** Tells the whole, with what does not change by a request. */
    Journey tell() {
        List<Station> stations = new ArrayList<>(List.of(answer.lookup(host, call.from().name())));
        if (answer.address() != null) {
            Station start = new Routes(ground).start(call.from(), answer.address());
            stations.add(start);
            if (!isLocal() && !Routes.NO_ROUTE.equals(start.meaning())) {
                stations.addAll(passage.stations(answer, upstreams.next(answer)));
            }
        }
        upstreams.station(answer, call).ifPresent(stations::add);
        stations.add(answer.pod(lab, isLocal() ? call.from().line().identity().networkNamespace() : null));
        stations.add(answer.source(lab));
        DialResult result = answer.dialled().result();
        return new Journey(path, call.from().name(), call.url(), result.outcome(), result.status(), result.timing().total(),
                result.message(), stations);
    }
}
