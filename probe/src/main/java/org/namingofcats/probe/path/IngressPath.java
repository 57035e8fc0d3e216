package org.namingofcats.probe.path;

import jakarta.inject.Singleton;
import java.util.List;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Lab.Route;

/**
 * The most public name: one address, many Services, told apart by path; the request is handed on by the ingress
 * controller, which is itself pods. What does not match follows the rules of {@code pathType} in the Ingress API.
 */
@Singleton
public class IngressPath implements NetworkPath {
    private static final String NONE = "no Ingress of the lab has an IP address and leads to one Service: there is none, or no controller serves it, or one with a name";

    @Override
    public String name() {
        return "ingress";
    }

    @Override
    public int rung() {
        return 6;
    }

    @Override
    public List<Check> checks(Lab lab) {
        return RouteChecks.of(this, lab, Route.Kind.INGRESS, NONE);
    }
}
