package org.namingofcats.probe.agent;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.namingofcats.probe.grant.Grant;

/**
 * Whether an agent dials a target. An agent is a hand in the cluster that others can move, so it reaches only for what the
 * run has named, and decides by the address that a name has at that moment: a name that changes its address afterwards
 * (DNS rebinding) changes nothing, because the name is not looked up again.
 */
@Singleton
public class TargetCheck {

    /** Finds all addresses of a name. */
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private final InetAddress apiServer;
    private final Names names;

    /** @param apiServer as Kubernetes tells every pod in its environment */
    @Inject
    TargetCheck(@ConfigProperty(name = "kubernetes.service.host") Optional<String> apiServer) {
        this(apiServer.orElse(null), InetAddress::getAllByName);
    }

    TargetCheck(String apiServer, Names names) {
        this.apiServer = address(apiServer);
        this.names = names;
    }

    /** {@code null} where Kubernetes tells none, or a name, as some clouds do: then the grant alone keeps agents off it. */
    private static InetAddress address(String apiServer) {
        try {
            return apiServer == null ? null : InetAddress.ofLiteral(apiServer);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What {@code grant} admits, by the address that its name has now; of several addresses the first IPv4 one. */
    public Admission under(Grant grant) {
        return target -> {
            if (target.host().toLowerCase(Locale.ROOT).matches("kubernetes(\\.default.*)?")) {
                throw new Forbidden(target.host() + " is the API server, which no agent talks to");
            }
            InetAddress address = choose(names.lookUp(target.host().replaceAll("[\\[\\]]", "")));
            KeepOff.check(address, apiServer);
            if (!grant.covers(address, target.port())) {
                throw new Forbidden(address.getHostAddress() + " port " + target.port() + " is none of the targets that the run has named");
            }
            return address;
        };
    }

    static InetAddress choose(InetAddress... all) {
        return Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]);
    }
}
