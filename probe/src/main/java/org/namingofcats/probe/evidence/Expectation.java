package org.namingofcats.probe.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.api.Outcome;

/** What should come of a call. A failure can be the expected result, but only a named one. */
public sealed interface Expectation {

    /** For a person, e.g. {@code answer of service-b (3 pods)}. */
    String text();

    /** What the workload should see as the source address. */
    enum Source {
        /** The client's own. */
        KEPT,
        /** The client's own, or a node's that was put in its place. */
        KEPT_OR_NODE,
        /** A pod of the Ingress controller's. */
        CONTROLLER,
        /** Any at all, if it is told: where somebody must stand in between, and pod networks differ in who. */
        ANY
    }

    /**
     * Pods answer, all of one set and no other ("expected endpoints and no more", Kubernetes e2e's
     * {@code DialFromContainer}).
     *
     * @param workload  who answers must be of this workload
     * @param oneOf     the sets of which one must answer in full; more than one where a node is chosen first, or a pod for each client
     * @param container container that must answer, {@code null} for the workload's own
     * @param source    whose address it should see
     * @param balanced  whether each call may reach another pod, so that many are needed to see them all
     */
    record Answer(String workload, List<Set<Lab.Pod>> oneOf, String container, Source source, boolean balanced)
            implements Expectation {

        /** The very pod behind an address. */
        public static Answer of(Lab.Pod pod, Source source) {
            return new Answer(pod.workload(), List.of(Set.of(pod)), null, source, false);
        }

        /**
         * Every pod that is ready for a Service; one of them, and it alone, if that keeps a client to a pod; those that are near, or all, if
         * it leads to such. An ingress controller asks pods, not the Service.
         */
        public static Answer of(Lab.Service service, Source source) {
            return source == Source.CONTROLLER ? of(service, List.of(service.ready()), source)
                    : service.sticky() ? ofOne(service, service.ready(), source) : of(service, orAll(service.near(), service), source);
        }

        private static Answer of(Lab.Service service, List<Set<Lab.Pod>> oneOf, Source source) {
            return new Answer(service.workload(), oneOf, null, source, true);
        }

        private static Answer ofOne(Lab.Service service, Set<Lab.Pod> pods, Source source) {
            return of(service, service.sticky() && !pods.isEmpty() ? pods.stream().map(Set::of).toList() : List.of(pods), source);
        }

        /**
         * Every ready pod of one node: what {@code externalTrafficPolicy: Local} serves where one node takes all requests (MetalLB, L2); or
         * of all nodes, where each takes some (BGP, clouds). That no node hands a request on to another's pods shows in the client's
         * address, which is kept.
         */
        public static Answer local(Lab.Service service) {
            if (service.sticky()) {
                return of(service, Source.KEPT);
            }
            var byNode = service.ready().stream()
                    .collect(Collectors.groupingBy(Lab.Pod::node, TreeMap::new, Collectors.toUnmodifiableSet()));
            return of(service, orAll(byNode.values(), service), Source.KEPT);
        }

        private static List<Set<Lab.Pod>> orAll(Collection<Set<Lab.Pod>> some, Lab.Service service) {
            return Stream.concat(some.stream(), Stream.of(service.ready())).distinct().toList();
        }

        /** The ready pods of this node: what its own node port serves by that policy, and a ClusterIP asked there by the one for inside. */
        public static Answer ofNode(Lab.Service service, String node, Source source) {
            return ofOne(service, service.on(node), source);
        }

        /** Every pod that may answer. */
        public Set<Lab.Pod> any() {
            return oneOf.size() == 1 ? oneOf.getFirst() : oneOf.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        }

        /**
         * How many calls it takes at least. Of a Service four a pod: one pod too many behind three would stay unseen by
         * one agent with a chance of (3/4)^12, one in thirty, and a dozen agents ask.
         */
        public int calls() {
            return balanced ? Math.max(3, 4 * any().size()) : 3;
        }

        /**
         * After how many calls a pod that never answered does not: by chance one of n pods is missed by n (ln n + 7) calls once
         * in a thousand times. Of 200 pods the fourfold number misses three or four.
         */
        int enough() {
            int pods = Math.max(1, any().size());
            return balanced ? Math.max(calls(), (int) Math.ceil(pods * (Math.log(pods) + 7))) : calls();
        }

        @Override
        public String text() {
            Set<Lab.Pod> pods = any();
            String who = container != null ? container : workload;
            String count = pods.isEmpty() ? ", of which no pod is ready" : pods.size() == 1 ? ""
                    : oneOf.size() == 1 ? ", all " + pods.size() + " pods and no other"
                    : oneOf.stream().allMatch(set -> set.size() == 1) ? ", one of " + pods.size() + " pods and always the same"
                    : ", the pods of one node or zone, or all, and no other";
            return "answer of " + who + count + switch (source) {
                case KEPT -> ", source address kept";
                case KEPT_OR_NODE -> ", source address kept or a node's";
                case CONTROLLER -> ", source address of the ingress controller's pod";
                case ANY -> ", source address kept or any other";
            };
        }
    }

    /**
     * The request fails in one of these ways. TIMEOUT means that nobody took the connection.
     *
     * @param behindProxy whether somebody may take it who stands before the door, and then lead it nowhere
     */
    record Closed(Set<Outcome> outcomes, boolean behindProxy) implements Expectation {

        /** No proxy stands before it. */
        public Closed(Set<Outcome> outcomes) {
            this(outcomes, false);
        }

        /** One way only. */
        public Closed(Outcome outcome) {
            this(Set.of(outcome));
        }

        @Override
        public String text() {
            return outcomes.stream().sorted().map(Enum::name).collect(Collectors.joining(" or "));
        }
    }

    /** Somebody answers with this HTTP status, and no workload does. */
    record Status(int status) implements Expectation {
        @Override
        public String text() {
            return "HTTP " + status;
        }
    }

    /** One answer carries the passports of two containers, and they share IP address, MAC and network namespace. */
    record OnePod(Lab.Pod pod) implements Expectation {
        @Override
        public String text() {
            return "both containers report one pod IP, one MAC address, one network namespace";
        }
    }
}
