package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a connection through kube-proxy's chains by the counters that it moved. */
final class IptablesWalk {
    private static final Pattern DESTINATION = Pattern.compile("--to-destination (\\S+)");
    private static final String MARK = "KUBE-MARK-MASQ";

    private final List<Counted> rules;
    private final List<String> steps = new ArrayList<>();
    private final List<String> destinations = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();

    private IptablesWalk(List<Counted> rules) {
        this.rules = rules;
    }

    /**
     * The walk of a connection to {@code address:port}.
     *
     * @param before {@code iptables-save -c -t nat} before the request
     * @param after  the same afterwards
     */
    static Walk of(List<String> before, List<String> after, String address, int port) {
        IptablesWalk walk = new IptablesWalk(Counted.of(before, after));
        List<Counted> doors = walk.rules.stream().filter(rule -> isDoor(rule, address, port)).toList();
        walk.nodePortJump(doors);
        doors.stream().filter(Counted::moved).forEach(walk::step);
        boolean masqueraded = walk.entered.contains(MARK);
        if (masqueraded) {
            walk.rules.stream().filter(rule -> rule.chain().equals("KUBE-POSTROUTING"))
                    .filter(rule -> rule.target().equals("MASQUERADE") && rule.moved()).forEach(walk::step);
        }
        return new Walk(List.copyOf(walk.steps), !doors.isEmpty(), true,
                doors.stream().mapToLong(door -> door.after() - door.before()).sum(), walk.rules.stream().anyMatch(Counted::anew),
                List.copyOf(walk.destinations), masqueraded);
    }

    /** Where a packet for the address comes in: by its address and port, or by a port that is open on every node. */
    private static boolean isDoor(Counted rule, String address, int port) {
        boolean there = rule.text().contains("-d " + address + "/32 ") && rule.chain().equals("KUBE-SERVICES")
                || rule.chain().equals("KUBE-NODEPORTS");
        return there && rule.text().contains("--dport " + port + " ") && rule.text().contains("-p tcp ");
    }

    /** A node port has its own chain at the end of the Services' one. */
    private void nodePortJump(List<Counted> doors) {
        if (doors.stream().anyMatch(door -> door.chain().equals("KUBE-NODEPORTS") && door.moved())) {
            rules.stream().filter(rule -> rule.target().equals("KUBE-NODEPORTS") && rule.moved())
                    .forEach(rule -> steps.add(rule.line()));
        }
    }

    private void step(Counted rule) {
        steps.add(rule.line());
        Matcher destination = DESTINATION.matcher(rule.text());
        if (destination.find()) {
            destinations.add(destination.group(1));
        }
        if (entered.add(rule.target())) {
            rules.stream().filter(next -> next.chain().equals(rule.target()) && next.moved()).forEach(this::step);
        }
    }
}
