package org.namingofcats.probe.explain;

import java.util.List;

/**
 * The rules that a connection met on one node.
 *
 * @param steps        the rules, in the order of the way
 * @param named        whether any rule names the dialled address and port
 * @param counted      whether counters show that these very rules were met; else they are only those that apply
 * @param destinations {@code ip:port} that the rules met put in place of the dialled one
 * @param masqueraded  whether a rule met marks the connection for a new source address
 */
record Walk(List<String> steps, boolean named, boolean counted, List<String> destinations, boolean masqueraded) {

    /** In one sentence. */
    String meaning(String dialled) {
        if (!named) {
            return "No rule of kube-proxy on this node names " + dialled + ": the address is the destination's own, nothing is to be translated.";
        }
        if (steps.isEmpty()) {
            return "Rules name " + dialled + ", but no counter of theirs moved: the connection did not come by here.";
        }
        String choice = destinations.isEmpty() ? "They lead to no pod"
                : destinations.size() == 1 ? "They put " + destinations.getFirst() + " in place of " + dialled
                : (counted ? "Other connections moved counters meanwhile; one of " : "One at random of ")
                        + String.join(", ", destinations) + " takes the place of " + dialled;
        return (counted ? "The counters of these rules moved. " : "These rules apply; they have no counters that would tell which was met. ")
                + choice + (masqueraded ? counted ? ", and the source address is masqueraded as well." : "; some mark it for masquerading, under the condition that they state." : ".");
    }
}
