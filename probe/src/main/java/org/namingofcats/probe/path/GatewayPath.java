package org.namingofcats.probe.path;

import jakarta.inject.Singleton;
import java.util.List;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;

/**
 * The same public name by the Gateway API: the Gateway is the door, HTTPRoutes say who is behind it, and they can say more
 * than an Ingress, by header for example.
 */
@Singleton
public class GatewayPath implements NetworkPath {
    private static final String NONE = "no HTTPRoute of the lab has a Gateway with an address: the cluster has no Gateway API,"
            + " or no controller serves the Gateway";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public int rung() {
        return 11;
    }

    @Override
    public List<Check> checks(Lab lab) {
        return RouteChecks.of(this, lab, Route.Kind.GATEWAY, NONE);
    }
}
