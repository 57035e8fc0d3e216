package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
     * @param before {@code iptables-save -c} before the request
     * @param after  the same afterwards
     */
    static Walk of(List<String> before, List<String> after, String address, int port) {
        List<Counted> all = Counted.of(before, after);
        IptablesWalk walk = new IptablesWalk(all.stream().filter(rule -> rule.table().equals("nat")).toList());
        List<Counted> doors = walk.rules.stream().filter(rule -> isDoor(rule, address, port)).toList();
        List<Counted> bars = all.stream().filter(rule -> isBar(rule, address, port)).toList();
        walk.nodePortJump(doors);
        doors.stream().filter(Counted::moved).forEach(walk::step);
        boolean masqueraded = walk.entered.contains(MARK);
        if (masqueraded) {
            walk.rules.stream().filter(rule -> rule.chain().equals("KUBE-POSTROUTING"))
                    .filter(rule -> rule.target().equals("MASQUERADE") && rule.moved()).forEach(walk::step);
        }
        List<Counted> met = bars.stream().filter(Counted::moved).toList();
        met.forEach(bar -> walk.steps.add(bar.line()));
        return new Walk(List.copyOf(walk.steps), !doors.isEmpty() || !bars.isEmpty(), true,
                (doors.isEmpty() ? bars : doors).stream().mapToLong(door -> door.after() - door.before()).sum(),
                Stream.concat(walk.rules.stream(), bars.stream()).anyMatch(Counted::anew),
                List.copyOf(walk.destinations), masqueraded, !met.isEmpty());
    }

    /** Where a packet for the address comes in: by its address and port, or by a port that is open on every node. */
    private static boolean isDoor(Counted rule, String address, int port) {
        boolean there = rule.text().contains("-d " + address + "/32 ") && rule.chain().equals("KUBE-SERVICES")
                || rule.chain().equals("KUBE-NODEPORTS");
        return there && isFor(rule, port);
    }

    /** Where kube-proxy turns away what it has no pod for, in the filter table alone: there are no endpoints, or none on this node. */
    private static boolean isBar(Counted rule, String address, int port) {
        return rule.table().equals("filter") && rule.chain().startsWith("KUBE-") && List.of("REJECT", "DROP").contains(rule.target())
                && (rule.text().contains("-d " + address + "/32 ") || rule.text().contains("--dst-type LOCAL ")) && isFor(rule, port);
    }

    private static boolean isFor(Counted rule, int port) {
        return rule.text().contains("--dport " + port + " ") && rule.text().contains("-p tcp ");
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
