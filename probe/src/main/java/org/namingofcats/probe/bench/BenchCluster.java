package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;

/**
 * The cluster as a bench needs it.
 *
 * @param look      the lab as it is now
 * @param verify    makes checks
 * @param name      lets the agents dial a URL
 * @param proxyMode how kube-proxy says that it makes its rules, {@code unknown} when it does not
 */
public record BenchCluster(KubernetesClient client, String context, Supplier<Lab> look,
        Function<Function<Lab, List<Check>>, List<CheckResult>> verify, BiConsumer<String, Lab> name, Function<Lab, String> proxyMode) {

    /** The node of a pod. */
    static Lab.Node node(Lab lab, Lab.Pod pod) {
        return lab.nodes().stream().filter(one -> one.name().equals(pod.node())).findFirst().orElseThrow();
    }
}
