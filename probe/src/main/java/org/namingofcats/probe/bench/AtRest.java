package org.namingofcats.probe.bench;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.namingofcats.probe.vantage.PodProxy;

/** What a service holds in memory at rest. After a ladder it holds half as much again, which an aim of it at rest says nothing of. */
record AtRest(KubernetesClient client, Pod pod) {
    private static final String SERVICE = "service-a";
    private static final int PORT = 8080;
    private static final double AIM_MB = 90;
    private static final int LOOKS = 10;
    /** A verification asks a pod for some hundreds, a ladder for a third of a million. */
    static final long MOST_ANSWERED = 5_000;

    /**
     * Its figure; of a service that has answered too much without the aim, none where its process is not to be seen.
     *
     * @param leftOut hears of either
     */
    List<Figure> figures(long seed, List<String> leftOut) {
        Optional<double[]> samples = pod.getStatus().getContainerStatuses().stream().filter(one -> one.getName().equals(SERVICE))
                .map(ContainerStatus::getContainerID).findFirst().flatMap(Processes.here()::of).flatMap(AtRest::megabytes);
        List<Figure> figures = new ArrayList<>();
        samples.ifPresentOrElse(seen -> {
            Optional<String> objection = objection(answered());
            objection.ifPresent(why -> leftOut.add("the aim of memory at rest, ≤ %.0f MB: ".formatted(AIM_MB) + why));
            figures.add(Figure.quantity("service-a resident memory at rest", Spread.of(seen, seed), objection.isPresent() ? null : AIM_MB, Figure.MEGABYTES, seen.length));
        }, () -> leftOut.add("resident memory: the process of service-a is not to be seen here"));
        return figures;
    }

    private OptionalLong answered() {
        try {
            return answered(new PodProxy(client).get(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), PORT, "/q/metrics"));
        } catch (KubernetesClientException e) {
            return OptionalLong.empty();
        }
    }

    /** How many requests a service has answered, by its own metrics, which do not count health checks; empty where it has none. */
    static OptionalLong answered(String metrics) {
        return metrics == null ? OptionalLong.empty() : metrics.lines().filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).reduce(Long::sum);
    }

    /** Why a service that has answered so many is not at rest; empty when it is. */
    static Optional<String> objection(OptionalLong answered) {
        return answered.isPresent() && answered.getAsLong() <= MOST_ANSWERED ? Optional.empty()
                : Optional.of((answered.isPresent() ? "the pod has answered %,d requests".formatted(answered.getAsLong())
                        : "the pod does not tell how many requests it has answered")
                        + ", and is at rest after %,d at most: delete it, and `make verify`".formatted(MOST_ANSWERED));
    }

    /** Its memory by several looks; none if one look shows nothing, since the process has ended or is somebody else's. */
    static Optional<double[]> megabytes(Path process) {
        double[] samples = new double[LOOKS];
        for (int i = 0; i < samples.length; i++) {
            Optional<Double> seen = residentMegabytes(Processes.text(process.resolve("status")));
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            samples[i] = seen.get();
            Services.rest(500);
        }
        return Optional.of(samples);
    }

    /** {@code VmRSS:   103000 kB} of proc_pid_status(5), which means KiB. */
    static Optional<Double> residentMegabytes(String status) {
        return status.lines().filter(line -> line.startsWith("VmRSS:")).findFirst().map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6);
    }
}
