package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the rules that apply to a connection in kube-proxy's table of nftables. Its rules have no counters, so this is
 * the way that lies open; which pod the dice chose is told by the connection's own entry in the conntrack table.
 */
final class NftWalk {
    private static final Pattern OPENING = Pattern.compile("\\s*((?:map|chain|set) \\S+) \\{");
    private static final Pattern GOTO = Pattern.compile("(?:goto|jump) ([^\\s,]+)");
    private static final Pattern DESTINATION = Pattern.compile("dnat to (\\S+)");
    private static final String MARK = "mark-for-masquerade";

    private final Map<String, List<String>> blocks = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> destinations = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();
    private boolean dropped;

    private NftWalk(List<String> listing) {
        List<String> block = new ArrayList<>();
        for (String line : listing) {
            Matcher opening = OPENING.matcher(line);
            if (opening.matches()) {
                block = blocks.computeIfAbsent(opening.group(1), name -> new ArrayList<>());
            } else if (!line.isBlank() && !line.strip().equals("}")) {
                block.add(line.strip());
            }
        }
    }

    /**
     * The rules for {@code address:port}.
     *
     * @param listing {@code nft list table ip kube-proxy}
     * @param ownNode whether the address is the node's own, so that a port of every node is looked at
     */
    static Walk of(List<String> listing, String address, int port, boolean ownNode) {
        NftWalk walk = new NftWalk(listing);
        String key = Pattern.quote(address + " . tcp . " + port);
        walk.door("map firewall-ips", key); // before any address is translated
        walk.door("map no-endpoint-services", key);
        walk.door("map service-ips", key);
        if (ownNode) {
            walk.door("map no-endpoint-nodeports", "(?<![.] )tcp . " + port);
            walk.door("map service-nodeports", "(?<![.] )tcp . " + port);
        }
        return new Walk(List.copyOf(walk.steps), !walk.steps.isEmpty(), false, 0, false,
                List.copyOf(walk.destinations), walk.entered.contains(MARK), walk.dropped);
    }

    private void door(String map, String key) {
        Pattern element = Pattern.compile(key + "(?: comment \"[^\"]*\")? : (?:goto ([^\\s,]+)|drop)");
        Matcher found = element.matcher(String.join("\n", blocks.getOrDefault(map, List.of())));
        while (found.find()) {
            steps.add(map + ": " + found.group());
            if (found.group(1) == null) {
                dropped = true;
            } else {
                enter(found.group(1));
            }
        }
    }

    private void enter(String chain) {
        if (!entered.add(chain) || chain.equals(MARK)) {
            return;
        }
        for (String rule : blocks.getOrDefault("chain " + chain, List.of())) {
            steps.add("chain " + chain + ": " + rule);
            dropped |= rule.endsWith(" drop");
            Matcher destination = DESTINATION.matcher(rule);
            if (destination.find()) {
                destinations.add(destination.group(1));
            }
            GOTO.matcher(rule).results().forEach(next -> enter(next.group(1)));
        }
    }
}
