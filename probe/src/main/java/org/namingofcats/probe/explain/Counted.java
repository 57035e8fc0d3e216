package org.namingofcats.probe.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of {@code iptables-save -c} with its packet counter before and after. In the nat table a counter counts
 * connections: only a connection's first packet comes by. Where the filter table turns packets away it counts attempts.
 *
 * @param table  table it stands in
 * @param chain  chain it stands in
 * @param text   the rule, as {@code iptables-save} words it behind the chain's name
 * @param target where it sends a packet, empty if nowhere
 * @param anew   whether the counter began again meanwhile, as it does when kube-proxy writes its rules
 */
record Counted(String table, String chain, String text, String target, long before, long after, boolean anew) {
    private static final Pattern RULE = Pattern.compile("\\[(\\d+):\\d+] -A (\\S+) (.*)");
    private static final Pattern TARGET = Pattern.compile("-[jg] (\\S+)");

    /** Every rule of {@code after}, in its order; one that was not there before has counted from zero. */
    static List<Counted> of(List<String> before, List<String> after) {
        Map<String, Long> old = new LinkedHashMap<>();
        String table = "";
        for (String line : before) {
            table = table(line, table);
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                old.merge(table + " " + rule.group(2) + " " + rule.group(3), Long.parseLong(rule.group(1)), Long::sum);
            }
        }
        List<Counted> rules = new ArrayList<>();
        for (String line : after) {
            table = table(line, table);
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                Matcher target = TARGET.matcher(rule.group(3));
                long now = Long.parseLong(rule.group(1));
                long then = old.getOrDefault(table + " " + rule.group(2) + " " + rule.group(3), 0L);
                rules.add(new Counted(table, rule.group(2), rule.group(3), target.find() ? target.group(1) : "",
                        now < then ? 0 : then, now, now < then));
            }
        }
        return rules;
    }

    /** A table begins with its name, {@code *nat}. */
    private static String table(String line, String before) {
        return line.startsWith("*") ? line.substring(1) : before;
    }

    boolean moved() {
        return after > before;
    }

    /** As evidence: {@code [12 → 13] -A KUBE-SERVICES …}, outside the nat table with the table in front. */
    String line() {
        return "[" + (anew ? "anew" : before) + " → " + after + "] " + (table.equals("nat") ? "" : "-t " + table + " ") + "-A " + chain + " " + text;
    }
}
