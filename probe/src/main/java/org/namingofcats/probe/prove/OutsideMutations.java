package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;

/** The container outside learns a way to addresses that mean nothing there. */
@Singleton
class OutsideMutations {

    /** Adds or deletes routes by a node in the network namespace of the container outside. */
    private static Consumer<Target> routes(String verb, Function<Lab, List<String>> addresses) {
        return target -> {
            Docker docker = new Docker();
            Lab.Node node = target.lab().nodes().getFirst();
            String outside = docker.outside(target.context()).orElseThrow(() -> new IllegalStateException("no container is outside"));
            String image = read(docker.imageOf(node.name())).getFirst();
            addresses.apply(target.lab()).forEach(address -> docker.inNetworkOf(outside, image, List.of("--cap-add", "NET_ADMIN"),
                    List.of("ip", "route", verb, address, "via", node.ip())));
        };
    }

    private static List<String> read(Reading reading) {
        if (!reading.ok()) {
            throw new IllegalStateException(reading.problem());
        }
        return reading.lines();
    }

    private static Mutation mutation(String name, Function<Lab, List<String>> addresses, String... expected) {
        return Mutation.of(name, routes("replace", addresses), routes("del", addresses), expected);
    }

    @Produces
    @Singleton
    Mutation wayToServices() {
        return mutation("outside-has-a-way-to-services",
                lab -> lab.services().stream().map(Lab.Service::clusterIp).filter(ip -> ip != null).distinct().toList(),
                "cluster-ip/service-[ab]-closed-to-outside");
    }

    @Produces
    @Singleton
    Mutation wayToPods() {
        return mutation("outside-has-a-way-to-pods", lab -> lab.pods().stream().map(Lab.Pod::ip).toList(),
                "pod-ip/closed-to-outside", "localhost/sidecar-closed-to-outside");
    }
}
