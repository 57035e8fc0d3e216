package org.namingofcats.probe.experiment;

import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.vantage.Agent.Place;

/** An experiment with rules of an ingress controller, looked at from where its users are. */
interface IngressExperiment extends Experiment {
    @Override
    default Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    default Optional<String> missing(Lab lab) {
        return lab.agents(Place.OUTSIDE).isEmpty() ? Optional.of(Missing.OUTSIDE)
                : lab.routes(Lab.Route.Kind.INGRESS).stream().allMatch(route -> route.address() == null)
                        ? Optional.of(Missing.INGRESS) : Optional.empty();
    }
}
