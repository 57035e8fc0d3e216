package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;

/** The container outside learns a way to addresses that mean nothing there. */
@Singleton
class OutsideMutations {

    /** Adds routes by a node in the network namespace of the container outside. */
    private static Consumer<Target> routes(Function<Lab, List<String>> addresses) {
        return target -> ip(target, addresses.apply(target.lab()).stream()
                .map(address -> List.of("replace", address, "via", target.lab().nodes().getFirst().ip())).toList());
    }

    /** All that somebody added there: the kernel's own route to the link stays, and a default route there is none. */
    private static void removeRoutes(Target target) {
        ip(target, List.of(List.of("flush", "proto", "boot")));
    }

    /** Runs {@code ip route} with each of these arguments. */
    private static void ip(Target target, List<List<String>> routes) {
        Docker docker = new Docker();
        String outside = docker.outside(target.context()).orElseThrow(() -> new IllegalStateException("no container is outside"));
        String image = read(docker.imageOf(target.lab().nodes().getFirst().name())).getFirst();
        routes.forEach(route -> docker.inNetworkOf(outside, image, List.of("--cap-add", "NET_ADMIN"),
                Stream.concat(Stream.of("ip", "route"), route.stream()).toList()));
    }

    private static List<String> read(Reading reading) {
        if (!reading.ok()) {
            throw new IllegalStateException(reading.problem());
        }
        return reading.lines();
    }

    private static Mutation mutation(String name, Function<Lab, List<String>> addresses, String... expected) {
        return Mutation.of(name, routes(addresses), OutsideMutations::removeRoutes, expected);
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
