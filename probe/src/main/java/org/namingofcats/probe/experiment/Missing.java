package org.namingofcats.probe.experiment;

/** What several experiments need, and how they say that it is not there. */
final class Missing {
    /** A pod of the stage that lives as long as the stage. */
    static final String STEADY = "steady";

    static final String OUTSIDE = "no agent outside the cluster: `make deploy` starts one on kind's network";
    static final String LOAD_BALANCER = "no LoadBalancer Service has an IP address: the cluster has no load balancer, or one that gives names";
    static final String INGRESS = "no Ingress has an IP address: the cluster has no ingress controller, or one with a name";

    private Missing() {}
}
