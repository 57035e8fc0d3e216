package org.namingofcats.probe.workbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts {@code …} in place of what differs from run to run or from cluster to cluster: addresses, the random ends of pods'
 * names, UIDs, ages, ports that the API chose. What is left says the same of every run. Masking twice is masking once.
 */
final class Mask {
    /** Addresses that mean the same everywhere: loopback, any, and those of RFC 5737, which belong to nobody. */
    private static final String SAME_EVERYWHERE = "(?!127\\.0\\.0\\.1|0\\.0\\.0\\.0|192\\.0\\.2\\.|203\\.0\\.113\\.)";

    private final Map<Pattern, String> rules = new LinkedHashMap<>();

    /** @param cluster the kind cluster's name, which its nodes' names begin with */
    Mask(String cluster) {
        rule("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
        rule("\\b([0-9a-f]{2}:){5}[0-9a-f]{2}\\b", "…");
        rule("\\b" + Pattern.quote(cluster) + "-control-plane\\b", "…-control-plane");
        rule("\\b" + Pattern.quote(cluster) + "-worker\\d*", "…-w…");
        rule("\\b(kind-)" + Pattern.quote(cluster) + "\\b", "$1…");
        rule("\\b((?:node-)?agent|coredns|contour|envoy|service-[ab])-(?:[a-z0-9]*\\d[a-z0-9]*-)?[a-z0-9]{5}\\b(?!-)", "$1-…");
        rule("\\b10\\.244\\.\\d+\\.\\d+", "10.244.…");
        rule("\\b10\\.96\\.\\d+\\.\\d+", "10.96.…");
        rule("\\b192\\.168\\.\\d+\\.\\d+", "172.…"); // Docker's network, see ExpectedOutput
        rule("\\b" + SAME_EVERYWHERE + "(?!10\\.(?:244|96)\\.)(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b", "$1.…");
        rule("(?<=:|--dport )3(?!0007\\b)[0-2]?\\d{3,4}\\b", "3…");
        rule("\\b[sd]port=\\d{5}\\b", "port=…");
        rule("\\bKUBE-(SVC|SVL|SEP|EXT|FW)-[A-Z0-9]{16}\\b", "KUBE-$1-…");
        rule("\\bveth[0-9a-f]{8}\\b", "veth…");
        rule("\\b40\\d{8}\\b", "…");
        rule("\\bv1\\.(\\d+)\\.\\d+\\b", "v1.$1.…");
        rule("\\b\\d+\\.\\d+ ms\\b", "… ms");
        rule("\\[\\d+ → \\d+]", "[…]");
        rule("(?<=\\s{3})\\d+[smhd](?:\\d+[smhd])?(?=\\s|$)", "…");
    }

    private void rule(String pattern, String replacement) {
        rules.put(Pattern.compile(pattern), replacement);
    }

    String of(String text) {
        String masked = text;
        for (var rule : rules.entrySet()) {
            masked = rule.getKey().matcher(masked).replaceAll(rule.getValue());
        }
        return masked;
    }
}
