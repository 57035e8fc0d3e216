package org.namingofcats.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who and where this container is, by the environment that its manifest fills from the downward API. */
@Singleton
class Whereabouts {

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    @ConfigProperty(name = "POD_NAME")
    Optional<String> pod;

    @ConfigProperty(name = "POD_UID")
    Optional<String> podUid;

    @ConfigProperty(name = "POD_IP")
    Optional<String> podIp;

    @ConfigProperty(name = "NODE_NAME")
    Optional<String> node;

    @ConfigProperty(name = "CONTAINER_NAME")
    Optional<String> container;

    /** Names of the environment variables that nobody has set. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        require(pod, "POD_NAME", missing);
        require(podUid, "POD_UID", missing);
        require(podIp, "POD_IP", missing);
        require(node, "NODE_NAME", missing);
        require(container, "CONTAINER_NAME", missing);
        return missing;
    }

    private static void require(Optional<String> value, String name, List<String> missing) {
        if (value.isEmpty()) {
            missing.add(name);
        }
    }
}
