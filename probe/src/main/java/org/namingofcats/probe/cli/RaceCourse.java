package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.race.Mark;
import org.namingofcats.probe.race.RaceExperiment;
import org.namingofcats.probe.race.Racer;
import org.namingofcats.probe.trouble.ProbeException;

/** What `race` and `soak` share: the experiments, and a lab that is well before and after each of them. */
@Singleton
class RaceCourse {
    /** How long a lab may take to be well again after an experiment. */
    private static final Duration RECOVERY = Duration.ofMinutes(4);

    private final List<RaceExperiment> experiments;
    private final List<NetworkPath> paths;
    private final ObjectMapper json;

    @Inject
    RaceCourse(@All List<RaceExperiment> experiments, @All List<NetworkPath> paths, ObjectMapper json) {
        this.experiments = experiments.stream().sorted(Comparator.comparingInt(experiment -> experiment.about().order())).toList();
        this.paths = paths;
        this.json = json;
    }

    /** All experiments, what is hard on the cluster last. */
    List<RaceExperiment> experiments() {
        return experiments;
    }

    ObjectMapper json() {
        return json;
    }

    /**
     * The lab of a session, which is well.
     *
     * @throws ProbeException when it is not
     */
    WholeLab whole(Session session) {
        WholeLab whole = new WholeLab(session, paths);
        whole.require();
        return whole;
    }

    Racer racer(Session session, WholeLab whole, Racer.Pace pace, Consumer<Mark> told) {
        return new Racer(session.client(), session.namespace(), json, session::look, () -> whole.troubles(RECOVERY), pace, told);
    }
}
