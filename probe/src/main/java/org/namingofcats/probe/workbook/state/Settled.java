package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.Patience;
import org.namingofcats.probe.trouble.ProbeException;

/** Waits until the controllers have done what the objects ask for. */
public final class Settled {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KubernetesClient client;
    private final List<HasMetadata> objects;

    /** @param objects as {@link Manifests} reads them */
    public Settled(KubernetesClient client, List<HasMetadata> objects) {
        this.client = client;
        this.objects = objects;
    }

    /**
     * Waits for every rollout and every address.
     *
     * @throws ProbeException with what is still missing when {@code patience} is over
     */
    public void await(Duration patience) {
        new Patience(patience, PAUSE).until(this::missing, Optional::isEmpty).ifPresent(missing -> {
            throw new ProbeException(ExitCode.FAILED, "waited " + patience.toSeconds() + " s in vain: " + missing,
                    "`kubectl get pods -A` tells more; `make deploy` deploys anew");
        });
    }

    /** What is not there yet, empty if everything is. */
    public Optional<String> missing() {
        return objects.stream().map(this::missing).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> missing(HasMetadata object) {
        return switch (object) {
            case Deployment deployment -> rollout(client.resource(deployment).get());
            case DaemonSet set -> rollout(client.resource(set).get());
            case Service service when "LoadBalancer".equals(service.getSpec().getType()) -> address(client.resource(service).get());
            default -> Optional.empty();
        };
    }

    private static Optional<String> rollout(Deployment live) {
        int wanted = live.getSpec().getReplicas();
        var status = live.getStatus();
        boolean done = status.getObservedGeneration() != null && status.getObservedGeneration() >= live.getMetadata().getGeneration()
                && count(status.getUpdatedReplicas()) == wanted && count(status.getReplicas()) == wanted
                && count(status.getAvailableReplicas()) == wanted;
        return done ? Optional.empty() : Optional.of("Deployment " + live.getMetadata().getName() + " has "
                + count(status.getAvailableReplicas()) + " of " + wanted + " pods ready");
    }

    private static Optional<String> rollout(DaemonSet live) {
        var status = live.getStatus();
        boolean done = status.getObservedGeneration() != null && status.getObservedGeneration() >= live.getMetadata().getGeneration()
                && count(status.getUpdatedNumberScheduled()) == status.getDesiredNumberScheduled()
                && count(status.getNumberAvailable()) == status.getDesiredNumberScheduled();
        return done ? Optional.empty() : Optional.of("DaemonSet " + live.getMetadata().getName() + " is not on all nodes");
    }

    /** Where no Service of the lab has one, nobody hands them out, and none is waited for. */
    private Optional<String> address(Service live) {
        boolean handedOut = client.services().inNamespace(live.getMetadata().getNamespace()).list().getItems().stream().anyMatch(Settled::hasAddress);
        return hasAddress(live) || !handedOut ? Optional.empty() : Optional.of("Service " + live.getMetadata().getName() + " has no address");
    }

    private static boolean hasAddress(Service service) {
        return service.getStatus() != null && service.getStatus().getLoadBalancer() != null
                && !service.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}
