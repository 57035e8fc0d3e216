package org.namingofcats.probe.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.AgentUnreachable;

/**
 * The lab's objects as the API server had them at one moment. Paths plan their checks from this, so nothing is
 * hard-coded: another Service of a kind is another target.
 *
 * @param nodes    the cluster's nodes
 * @param pods     ready pods that run one of the lab's workloads
 * @param services Services of the lab's namespace
 * @param routes   what the Ingresses and HTTPRoutes of the lab's namespace route, one entry a path
 * @param agents   who can dial for us
 * @param owners   addresses that somebody else than a client may put in its place, and whose they are
 */
public record Lab(
        List<Node> nodes,
        List<Pod> pods,
        List<Service> services,
        List<Route> routes,
        List<Agent> agents,
        Map<String, Owner> owners) {

    /** Label that says which workload an object belongs to. */
    public static final String NAME_LABEL = "app.kubernetes.io/name";
    /** Label that says of what an object is a part. */
    static final String PART_OF_LABEL = "app.kubernetes.io/part-of";
    /** Its value on all that is the lab's. */
    static final String PART = "naming-of-cats";
    private static final String MISSING = "missing";

    /** @param ip the node's internal IP address */
    public record Node(String name, String ip) {}

    /**
     * A workload's pod.
     *
     * @param workload    value of {@code app.kubernetes.io/name}
     * @param port        number of the container port called {@code http}
     * @param localPorts  container port by name of those that listen on localhost only, e.g. {@code sidecar → 8081}
     */
    public record Pod(
            String name, String namespace, String uid, String ip, String node, String workload, int port,
            Map<String, Integer> localPorts) {

        /** {@code http://ip:port} of the workload. */
        public String url() {
            return "http://" + ip + ":" + port;
        }

        /** Name of the container beside the workload's own, the one that listens on localhost only. Only a pod that has one is asked. */
        public String sidecar() {
            return localPorts.keySet().iterator().next();
        }
    }

    /**
     * A Service.
     *
     * @param workload    whose it is by its label {@code app.kubernetes.io/name}, whatever its selector says;
     *                    {@code null} when it is meant to have no endpoints
     * @param type        {@code ClusterIP}, {@code Headless}, {@code NodePort} or {@code LoadBalancer}; {@code missing} where there is none of that name,
     *                    {@value #OF_OTHERS} where what is behind it is none of the lab's
     * @param clusterIp   its ClusterIP, {@code null} when headless
     * @param port        its port that leads to where workloads listen
     * @param nodePort    its port on every node, 0 if it has none
     * @param address     its load balancer's IP address, {@code null} if it has none
     * @param localPolicy whether {@code externalTrafficPolicy} is {@code Local}
     * @param ready       pods that its EndpointSlices call ready
     * @param sticky      whether one client keeps to one pod: {@code sessionAffinity: ClientIP}
     * @param localInside whether {@code internalTrafficPolicy} is {@code Local}: a node's own pods answer who asks the ClusterIP there
     * @param near        sets of ready pods that a node or a zone is led to, as hints of its EndpointSlices say ({@code trafficDistribution});
     *                    empty if all nodes are led to all pods
     */
    public record Service(
            String name, String namespace, String workload, String type, String clusterIp, int port, int nodePort, String address,
            boolean localPolicy, Set<Pod> ready, boolean sticky, boolean localInside, List<Set<Pod>> near) {
        /** Type of one that is not the lab's, and which nobody asks: no passport would come back. */
        public static final String OF_OTHERS = "of others";

        /** One that sends every request to any of its pods. */
        public Service(String name, String namespace, String workload, String type, String clusterIp, int port, int nodePort, String address,
                boolean localPolicy, Set<Pod> ready) {
            this(name, namespace, workload, type, clusterIp, port, nodePort, address, localPolicy, ready, false, false, List.of());
        }

        /** Those of its ready pods that are on this node. */
        public Set<Pod> on(String node) {
            return ready.stream().filter(pod -> pod.node().equals(node)).collect(Collectors.toUnmodifiableSet());
        }

        /** One that somebody names and nobody made. */
        static Service missing(String name, String namespace) {
            return new Service(name, namespace, null, MISSING, null, 0, 0, null, false, Set.of());
        }

        /** Whether it exists. */
        public boolean isThere() {
            return !type.equals(MISSING);
        }

        /** Whether no pod of the lab is meant behind it. */
        boolean isOfOthers() {
            return type.equals(OF_OTHERS);
        }
    }

    /**
     * One path of an Ingress or an HTTPRoute.
     *
     * @param kind           which API declares it
     * @param name           of the Ingress or HTTPRoute
     * @param className      ingress class, or the Gateway's class
     * @param address        IP address it is served at, {@code null} if it has none yet
     * @param host           host of the rule, {@code null} for any
     * @param path           path, e.g. {@code /mypathA}
     * @param prefix         whether longer paths go there too
     * @param headers        request headers that it asks for, by name
     * @param service        Service it leads to, which may not be there; {@code null} if it leads to more than one, or to something else
     * @param loose          whether it is its controller's to say what else goes there: {@code ImplementationSpecific}, or a pattern
     * @param port           port it is served at
     */
    public record Route(
            Kind kind, String name, String className, String address, String host, String path, boolean prefix,
            Map<String, String> headers, Service service, boolean loose, int port) {
        private static final int HTTP = 80;

        /** The API that declares it. */
        public enum Kind { INGRESS, GATEWAY }

        /** At the port of HTTP. */
        public Route(Kind kind, String name, String className, String address, String host, String path, boolean prefix,
                Map<String, String> headers, Service service, boolean loose) {
            this(kind, name, className, address, host, path, prefix, headers, service, loose, HTTP);
        }

        /** One of which the API itself says what goes there. */
        public Route(Kind kind, String name, String className, String address, String host, String path, boolean prefix,
                Map<String, String> headers, Service service) {
            this(kind, name, className, address, host, path, prefix, headers, service, false);
        }

        /** A path of an Ingress, which knows nothing of headers. */
        public Route(String ingress, String className, String address, String host, String path, boolean prefix, Service service) {
            this(Kind.INGRESS, ingress, className, address, host, path, prefix, Map.of(), service);
        }

        /** Where this path is served. */
        public String url(String path) {
            return "http://" + address + (port == HTTP ? "" : ":" + port) + path;
        }

        /** Whether its type says that a request for this path is for it. */
        public boolean leads(String asked) {
            return path.equals(asked) || prefix && asked.startsWith(path.replaceAll("/$", "") + "/");
        }

        /** The header by which one asks for its host; of {@code *.cats.example}, which no request can name, for one of them. */
        public Map<String, String> hostHeader() {
            return host == null ? Map.of() : Map.of("Host", host.replaceFirst("^\\*", "any"));
        }

        /** Whether it is for requests with this header, which may be {@code null}. */
        public boolean takes(String hostHeader) {
            return host == null || hostHeader != null && (host.equals(hostHeader) || host.startsWith("*") && hostHeader.endsWith(host.substring(1)));
        }
    }

    /** Whose an address is: {@code kind} is {@code node} or {@code ingress controller}. */
    public record Owner(String kind, String name) {
        public static final String NODE = "node";
        public static final String CONTROLLER = "ingress controller";

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /** Agents that stand at one of {@code places}. */
    public List<Agent> agents(Place... places) {
        return agents.stream().filter(agent -> Set.of(places).contains(agent.place())).toList();
    }

    /** The agent of that name, or the first of its kind: {@code pod:worker}, or {@code pod} for any on the pod network. */
    public Optional<Agent> agent(String name) {
        return agents.stream().filter(agent -> agent.name().equals(name) || agent.name().startsWith(name + ":")).findFirst();
    }

    /** The agent in a pod beside its workload. */
    public Optional<Agent> neighbour(Pod pod) {
        return agents(Place.NEIGHBOUR).stream().filter(agent -> pod.uid().equals(agent.podUid())).findFirst();
    }

    /** Names of the nodes whose agent does not tell their addresses. While there is one, an address of nobody's may be that node's. */
    List<String> silentNodes() {
        return nodes.stream().map(Node::name).filter(node ->
                agents(Place.NODE).stream().noneMatch(agent -> node.equals(agent.node()) && tells(agent))).toList();
    }

    private static boolean tells(Agent agent) {
        try {
            return !agent.line().identity().addresses().isEmpty();
        } catch (AgentUnreachable e) {
            return false;
        }
    }

    /** Paths that one API declares. */
    public List<Route> routes(Route.Kind kind) {
        return routes.stream().filter(route -> route.kind() == kind).toList();
    }

    /** Services of one type. */
    public List<Service> services(String type) {
        return services.stream().filter(service -> service.type().equals(type)).toList();
    }
}
