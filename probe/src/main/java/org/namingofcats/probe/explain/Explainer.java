package org.namingofcats.probe.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent;

/** Has one request made and tells its way from what it left behind. */
public final class Explainer {
    private final Lab lab;
    private final String mode;
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
        this.ground = new Ground(lab, reader);
        this.json = json;
    }

    /**
     * Makes {@code call}, once.
     *
     * @throws org.namingofcats.probe.vantage.AgentUnreachable when the agent could not be asked
     */
    public Journey explain(String path, Call call) {
        Agent from = call.from();
        String host = Choice.host(call);
        int port = URI.create(call.url()).getPort() == -1 ? 80 : URI.create(call.url()).getPort();
        boolean local = host.startsWith("127.");
        Passage passage = new Passage(ground, mode, from, host, port);
        Upstreams upstreams = new Upstreams(lab);
        if (!local) {
            passage.before();
            upstreams.before(host);
        }

        Answer answer = Answer.of(from.dial(call.url(), call.headers()), json);

        List<Station> stations = new ArrayList<>(List.of(answer.lookup(host, from.name())));
        if (answer.address() != null) {
            if (!local) {
                passage.after(); // before anything else is read: counters go on counting
            }
            Station start = new Routes(ground).start(from, answer.address());
            stations.add(start);
            if (!local && !Routes.NO_ROUTE.equals(start.meaning())) {
                stations.addAll(passage.stations(answer, upstreams.next(answer)));
            }
        }
        upstreams.station(answer, call.url()).ifPresent(stations::add);
        stations.add(answer.pod(lab, local ? from.line().identity().networkNamespace() : null));
        stations.add(answer.source(lab));
        DialResult result = answer.dialled().result();
        return new Journey(path, from.name(), call.url(), result.outcome(), result.status(), result.timing().total(),
                result.message(), stations);
    }
}
