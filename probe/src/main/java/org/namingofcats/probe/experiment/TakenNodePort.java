package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;
import org.namingofcats.probe.evidence.Verdict;

/** A node port belongs to one Service: a second one that asks for it is refused by the API server. */
@Singleton
public class TakenNodePort implements Experiment {
    @Override
    public String id() {
        return "node-port/a-taken-port-is-refused";
    }

    @Override
    public Vantage vantage() {
        return Vantage.OUTSIDE;
    }

    @Override
    public String expected() {
        return "the API server refuses a second Service that asks for a taken node port";
    }

    @Override
    public Optional<String> missing(Lab lab) {
        return lab.services("NodePort").isEmpty() ? Optional.of("the lab has no Service of type NodePort") : Optional.empty();
    }

    @Override
    public CheckResult make(Trial trial) {
        Lab.Service owner = trial.lab().services("NodePort").getFirst();
        try {
            trial.stage().service("too-late", "nobody", service -> service.editSpec().withType("NodePort")
                    .editFirstPort().withNodePort(owner.nodePort()).endPort().endSpec());
        } catch (KubernetesClientException refused) {
            return refused(trial, owner, refused);
        }
        return trial.fact(Verdict.FAIL, "port " + owner.nodePort() + " of " + owner.name() + " was given a second time");
    }

    /** @throws KubernetesClientException when it was refused for a quota or by a server that is busy: that tells nothing of the port */
    static CheckResult refused(Trial trial, Lab.Service owner, KubernetesClientException refused) {
        if (refused.getCode() != 422) {
            throw refused;
        }
        boolean named = refused.getMessage().contains("port is already allocated");
        return trial.fact(named ? Verdict.PASS : Verdict.FAIL,
                named ? "422: port " + owner.nodePort() + " is " + owner.name() + "'s already" : refused.getMessage());
    }
}
