package org.namingofcats.probe.path;

import static org.namingofcats.probe.vantage.Agent.Place.OUTSIDE;
import static org.namingofcats.probe.vantage.Agent.Place.POD;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.Source;
import org.namingofcats.probe.evidence.Lab.Service;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Vantage;

/** A public name: an address of its own for each Service. */
@Singleton
public class LoadBalancerPath implements NetworkPath {
    private static final String OWN = "own-addresses";
    private static final String NONE = "no LoadBalancer Service of the lab has an IP address: the cluster has no load balancer, or one that gives names";

    @Override
    public String name() {
        return "load-balancer";
    }

    @Override
    public int rung() {
        return 5;
    }

    @Override
    public List<Check> checks(Lab lab) {
        Plan plan = new Plan(this);
        List<Service> services = lab.services("LoadBalancer");
        if (services.stream().allMatch(service -> service.address() == null)) {
            return plan.skip("from-outside", Vantage.OUTSIDE, NONE).checks();
        }
        plan.add(services.size() == 1
                ? new Check.Skipped(plan.id(OWN), "api", "one LoadBalancer Service only: a second would show that each has an address of its own")
                : new Check.Fact(plan.id(OWN), String.join(", ", services.stream().map(Service::name).toList()),
                        "every Service of type LoadBalancer has an address, and no two have the same",
                        services.size() + " Services, as many addresses", LoadBalancerPath::shared));
        services.stream().filter(service -> service.address() != null).forEach(service -> open(plan, lab, service));
        if (services.stream().noneMatch(service -> service.address() != null && service.localPolicy())) {
            plan.skip("local-keeps-the-client", Vantage.OUTSIDE, "no LoadBalancer Service with externalTrafficPolicy: Local has an address");
        }
        return plan.checks();
    }

    private static void open(Plan plan, Lab lab, Service service) {
        String url = "http://" + service.address() + ":" + service.port() + "/";
        plan.open(service.name() + "-from-outside", Vantage.OUTSIDE, Plan.each(lab.agents(OUTSIDE), url,
                service.localPolicy() ? Answer.local(service) : Answer.of(service, Source.KEPT_OR_NODE)));
        // From inside, kube-proxy takes the short cut to the Service: every pod answers, whatever the policy.
        plan.open(service.name() + "-from-pods", Vantage.OTHER_NODE,
                Plan.each(lab.agents(POD), url, Answer.of(service, Source.KEPT_OR_NODE)));
    }

    private static Optional<String> shared(Lab lab) {
        Map<String, String> owners = new HashMap<>();
        for (Service service : lab.services("LoadBalancer")) {
            if (service.address() == null) {
                return Optional.of(service.name() + " has no IP address");
            }
            String other = owners.put(service.address(), service.name());
            if (other != null) {
                return Optional.of(other + " and " + service.name() + " share the address " + service.address());
            }
        }
        return Optional.empty();
    }
}
