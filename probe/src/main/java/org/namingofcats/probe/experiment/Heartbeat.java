package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.namingofcats.probe.host.Pulse;

/**
 * An annotation of a namespace that its run renews while it lives, so that another run can tell what was left behind
 * from what is in use.
 */
final class Heartbeat implements AutoCloseable {
    static final String ANNOTATION = "namingofcats.org/alive-at";

    private final KubernetesClient client;
    private final String namespace;
    private final Pulse pulse;

    /** Begins with the next beat; the first one is {@link #now()}, given to the namespace when it is made. */
    Heartbeat(KubernetesClient client, String namespace) {
        this(client, namespace, Pulse.PAUSE);
    }

    Heartbeat(KubernetesClient client, String namespace, Duration pause) {
        this.client = client;
        this.namespace = namespace;
        this.pulse = new Pulse(namespace, this::renew, pause);
    }

    /** The annotation at this moment. */
    static Map<String, String> now() {
        return Map.of(ANNOTATION, Instant.now().toString());
    }

    /** Whether the run that made {@code object} has ended without removing it. */
    static boolean hasStopped(HasMetadata object) {
        String last = object.getMetadata().getAnnotations().get(ANNOTATION);
        try {
            return last == null || Instant.parse(last).plus(Pulse.LIFE).isBefore(Instant.now());
        } catch (DateTimeParseException e) {
            return true; // no run writes such a one
        }
    }

    /** One beat; throws when this user may not, as then another run would take the namespace for one that was left behind. */
    void renew() {
        client.namespaces().withName(namespace).patch(PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": {\"" + ANNOTATION + "\": \"" + Instant.now() + "\"}}}");
    }

    @Override
    public void close() {
        pulse.close();
    }
}
