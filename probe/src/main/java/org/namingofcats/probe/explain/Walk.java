package org.namingofcats.probe.explain;

import java.util.List;

/**
 * The rules that a connection met on one node.
 *
 * @param steps        the rules, in the order of the way
 * @param named        whether any rule names the dialled address and port
 * @param counted      whether counters show that these very rules were met; else they are only those that apply
 * @param connections  how many connections came in by the first of them meanwhile
 * @param anew         whether kube-proxy wrote its rules meanwhile, so that counters began again
 * @param destinations {@code ip:port} that the rules met put in place of the dialled one
 * @param masqueraded  whether a rule met marks the connection for a new source address
 * @param dropped      whether a rule met turns it away
 */
record Walk(List<String> steps, boolean named, boolean counted, long connections, boolean anew,
        List<String> destinations, boolean masqueraded, boolean dropped) {

    /**
     * In a sentence or two.
     *
     * @param own whether the address dialled is known to be a pod's or a node's
     */
    String meaning(String dialled, boolean own) {
        if (!named) {
            return "No rule of kube-proxy on this node names " + dialled
                    + (own ? ": the address is the destination's own, nothing is to be translated." : ", as far as its rules were read.");
        }
        return (steps.isEmpty() ? "Rules name " + dialled + ", but no counter of theirs moved." : way(dialled))
                + (!anew ? ""
                        : " kube-proxy wrote its rules meanwhile and some counters began anew, so a rule may be missing here.");
    }

    private String way(String dialled) {
        String place = destinations.isEmpty() ? "they lead to no pod"
                : destinations.size() == 1 ? "they put " + destinations.getFirst() + " in place of " + dialled
                : "one of " + String.join(", ", destinations) + " takes the place of " + dialled;
        String source = !masqueraded ? "."
                : counted ? ", and mark it for a new source address."
                : "; some mark it for a new source address, on the condition they state.";
        String away = dropped && !destinations.isEmpty() ? ", unless a rule turns it away" : "";
        return (!counted ? "These rules apply, without counters that would tell which was met: "
                : connections == 1 ? "One connection came in by this Service's rules, this one: "
                : connections + " connections or attempts came in by this Service's rules meanwhile, one of them this one: ")
                + place + away + source;
    }
}
