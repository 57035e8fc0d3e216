package org.namingofcats.probe.experiment;

import java.util.Optional;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;

/** An experiment with rules of an ingress controller, looked at from where its users are. */
interface IngressExperiment extends Experiment {
    @Override
    default Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    default Optional<String> missing(Lab lab) {
        return StageIngress.missing(lab);
    }
}
