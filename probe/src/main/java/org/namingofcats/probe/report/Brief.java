package org.namingofcats.probe.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Evidence;
import org.namingofcats.probe.evidence.Verdict;

/** Says a check in few words, for a cell of a table. */
final class Brief {
    /** What a Deployment appends to its name for a pod: the ReplicaSet's hash and five more characters. */
    private static final Pattern POD_SUFFIX = Pattern.compile("-[a-z0-9]{6,10}-[a-z0-9]{5}$");
    private static final String CONTROLLER = "ingress controller ";
    private static final String NONE = "–";

    private final String nodePrefix;
    private final Pattern nodes;

    /** @param nodes names of the cluster's nodes: what they all begin with is left out */
    Brief(List<String> nodes) {
        this.nodePrefix = prefix(nodes);
        this.nodes = whole(nodes);
    }

    /** What is checked: the id without its path. */
    String what(CheckResult check) {
        return withoutPrefix(check.id().substring(check.id().indexOf('/') + 1));
    }

    /** Who answered, e.g. {@code service-b ×3}. */
    String who(CheckResult check) {
        if (check.evidence().answeredBy() == null) {
            return isClosedDoor(check) ? "nobody, rightly" : NONE;
        }
        Map<String, Long> pods = Arrays.stream(check.evidence().answeredBy().split(", "))
                .map(pod -> POD_SUFFIX.matcher(pod).replaceFirst(""))
                .collect(Collectors.groupingBy(pod -> pod, LinkedHashMap::new, Collectors.counting()));
        String names = pods.entrySet().stream().limit(2)
                .map(pod -> pod.getValue() == 1 ? pod.getKey() : pod.getKey() + " ×" + pod.getValue())
                .collect(Collectors.joining(", "));
        return pods.size() > 2 ? names + " +" + (pods.size() - 2) : names;
    }

    /** The source address seen, and whether it is the client's own, e.g. {@code 172.18.0.3 by worker2}. */
    String source(CheckResult check) {
        Evidence evidence = check.evidence();
        if (evidence.peerSeen() == null) {
            return NONE;
        }
        return addresses(evidence.peerSeen())
                + (Boolean.TRUE.equals(evidence.sourcePreserved()) ? " kept" : " by " + rewriter(evidence.rewrittenBy()));
    }

    /** How it ended, e.g. {@code REFUSED} or {@code HTTP 404}. */
    static String outcome(CheckResult check) {
        if (check.outcome() != Outcome.HTTP_ERROR) {
            return check.outcome() == null ? NONE : check.outcome().name();
        }
        return check.evidence().calls().stream().filter(call -> call.outcome().equals(Outcome.HTTP_ERROR.name()))
                .findFirst().map(call -> "HTTP " + call.status()).orElse(Outcome.HTTP_ERROR.name());
    }

    /** The median time in milliseconds. */
    static String millis(CheckResult check) {
        Double millis = check.evidence().millis();
        return millis == null ? NONE : millis(millis);
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
    }

    /** Neither a pass nor left out for a reason. */
    static boolean isTrouble(CheckResult check) {
        return check.verdict() == Verdict.FAIL || check.verdict() == Verdict.INCONCLUSIVE;
    }

    /** A failure that was expected is a success. */
    static boolean isClosedDoor(CheckResult check) {
        return check.verdict() == Verdict.PASS && check.outcome() != null && check.outcome() != Outcome.OK;
    }

    /** The first of many addresses and how many more there are. */
    private static String addresses(String joined) {
        String[] all = joined.split(", ");
        return all.length == 1 ? joined : all[0] + " +" + (all.length - 1);
    }

    private String rewriter(String rewrittenBy) {
        if (rewrittenBy == null) {
            return "somebody unknown";
        }
        List<String> all = Arrays.stream(rewrittenBy.split(", "))
                .map(one -> one.startsWith(CONTROLLER) ? "controller" : withoutPrefix(one.replaceFirst("^node ", "")))
                .distinct().toList();
        return all.size() == 1 ? all.getFirst() : all.getFirst() + " +" + (all.size() - 1);
    }

    /** Node names in {@code text} without what they all begin with. */
    String withoutPrefix(String text) {
        return nodePrefix.isEmpty() ? text : nodes.matcher(text).replaceAll(node -> node.group().substring(nodePrefix.length()));
    }

    /** Any of the names as a whole: the {@code node-} of {@code node-port} is none of {@code node-1}. */
    private static Pattern whole(List<String> names) {
        return Pattern.compile(names.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<![a-z0-9])(?:", ")(?![a-z0-9])")));
    }

    /** Up to the last hyphen that all names share; nothing when there is only one name to go by. */
    private static String prefix(List<String> names) {
        if (names.size() < 2) {
            return "";
        }
        String shared = names.getFirst();
        for (String name : names) {
            while (!name.startsWith(shared)) {
                shared = shared.substring(0, shared.length() - 1);
            }
        }
        return shared.substring(0, shared.lastIndexOf('-') + 1);
    }
}
