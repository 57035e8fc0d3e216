package org.namingofcats.probe.prove;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The container outside learns a way to addresses that mean nothing there. */
@Singleton
class OutsideMutations {
    private final Docker docker;

    OutsideMutations() {
        this(new Docker());
    }

    OutsideMutations(Docker docker) {
        this.docker = docker;
    }

    /** Adds routes by a node in the network namespace of the container outside. */
    private void addRoutes(Target target, List<String> addresses) {
        String outside = outside(target).orElseThrow(() -> new ProbeException(ExitCode.NOTHING_RAN,
                "no container is outside the cluster of context " + target.context(), "`make deploy` starts it"));
        ip(target, outside, addresses.stream().map(address -> List.of("replace", address, "via", target.lab().nodes().getFirst().ip())).toList());
    }

    /** All that somebody added there: the kernel's own route to the link stays, and a default route there is none. A container that has gone took all with it. */
    private void removeRoutes(Target target) {
        outside(target).ifPresent(outside -> ip(target, outside, List.of(List.of("flush", "proto", "boot"))));
    }

    private Optional<String> outside(Target target) {
        return read(docker.outsiders(target.context())).stream().findFirst();
    }

    /** Runs {@code ip route} with each of these arguments. */
    private void ip(Target target, String outside, List<List<String>> routes) {
        String image = read(docker.imageOf(target.lab().nodes().getFirst().name())).getFirst();
        routes.forEach(route -> read(docker.inNetworkOf(outside, image, List.of("--cap-add", "NET_ADMIN"),
                Stream.concat(Stream.of("ip", "route"), route.stream()).toList())));
    }

    private static List<String> read(Reading reading) {
        if (!reading.ok()) {
            throw new ProbeException(ExitCode.FAILED, "the routes of the container outside cannot be changed: " + reading.problem(),
                    "remove that container by `docker rm --force`, and `make deploy` makes it anew");
        }
        return reading.lines();
    }

    private Mutation mutation(String name, Function<Lab, List<String>> addresses, Sign... expected) {
        return Mutation.of(name, target -> addRoutes(target, addresses.apply(target.lab())), this::removeRoutes, expected);
    }

    @Produces
    @Singleton
    Mutation wayToServices() {
        return mutation("outside-has-a-way-to-services",
                lab -> lab.services().stream().map(Lab.Service::clusterIp).filter(ip -> ip != null).distinct().toList(),
                Sign.of("cluster-ip/service-[ab]-closed-to-outside", Sign.ANSWERED));
    }

    /** By that way a pod on another node gets the connection, but its answer need not find back. */
    @Produces
    @Singleton
    Mutation wayToPods() {
        return mutation("outside-has-a-way-to-pods", lab -> lab.pods().stream().map(Lab.Pod::ip).toList(),
                Sign.of("pod-ip/closed-to-outside", Sign.ANSWERED + "|TIMEOUT at"),
                Sign.of("localhost/sidecar-closed-to-outside", "(REFUSED|TIMEOUT) at"));
    }
}
