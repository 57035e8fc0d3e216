package org.namingofcats.probe.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.explain.PathJourney;

/**
 * One verification, as it is written to {@code report.json}.
 *
 * @param cluster where it ran
 * @param checks  every check, in the order of the paths
 * @param summary how many of each verdict
 * @param journeys one request by each path and the way it went
 * @param made    when the checks were done, ISO 8601 in UTC
 * @param tookMillis from the first look at the lab to the last verdict
 */
public record Report(Cluster cluster, List<CheckResult> checks, Summary summary, List<PathJourney> journeys, String made, int tookMillis) {

    /**
     * @param context           kubeconfig context
     * @param kubernetesVersion server version, e.g. {@code v1.34.4}
     * @param nodes             node names
     * @param proxyMode         {@code iptables}, {@code nftables}, {@code ipvs} or {@code unknown}
     * @param cni               pod network as far as it can be told, else {@code unknown}
     * @param inUseBy           which command broke or measured this lab when the checks were done, in words; {@code null} if none
     */
    public record Cluster(
            String context, String kubernetesVersion, List<String> nodes, String proxyMode, String cni, @JsonInclude(Include.NON_NULL) String inUseBy) {}

    /** How many checks came to each verdict. */
    public record Summary(int passed, int failed, int skipped, int inconclusive) {}

    /** Counts the verdicts. */
    public static Report of(Cluster cluster, List<CheckResult> checks, List<PathJourney> journeys, Instant made, Duration took) {
        return new Report(cluster, List.copyOf(checks), new Summary(
                count(checks, Verdict.PASS), count(checks, Verdict.FAIL),
                count(checks, Verdict.SKIPPED), count(checks, Verdict.INCONCLUSIVE)),
                List.copyOf(journeys), made.truncatedTo(ChronoUnit.SECONDS).toString(), (int) took.toMillis());
    }

    private static int count(List<CheckResult> checks, Verdict verdict) {
        return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
