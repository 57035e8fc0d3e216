package org.namingofcats.probe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.namingofcats.probe.host.Docker;

/** What a service costs before anybody asks it: its start, its pod's, its memory, its image. */
public final class Services {
    private static final double START = 0.30;
    private static final double READY = 1.5;
    private static final double UNIQUE_MB = 20;
    private static final double TOTAL_MB = 200;
    private static final int PODS = 10;
    private static final String WITH = "with the cache";
    private static final String AGAIN = "with the cache again";
    private static final String WITHOUT = "without it";
    private static final String FAST_JAR = "of the fast-jar";

    private final KubernetesClient client;
    private final String namespace;
    private final ObjectMapper json;
    private final Consumer<String> tell;
    private final List<String> leftOut = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private Control control = new Control(0, 0, 0, null, 0);

    /**
     * What a service is compared with; what is not there is left out, and told.
     *
     * @param floorImage the server in C as an image that the nodes have, {@code null} for none
     * @param fastJarImage service-a as Quarkus's fast-jar, started by a JDK without options, {@code null} for none
     */
    public record Beside(String floorImage, String fastJarImage) {}

    /** @param tell hears what is done */
    public Services(KubernetesClient client, String namespace, ObjectMapper json, Consumer<String> tell) {
        this.client = client;
        this.namespace = namespace;
        this.json = json;
        this.tell = tell;
    }

    /**
     * Measures.
     *
     * @param rounds starts of each kind; with the cache six more between them
     * @throws BenchFailure when the lab has no such service, or Docker is not here
     */
    public BenchReport measure(String context, int rounds, long seed, Beside beside) {
        Pod pod = client.pods().inNamespace(namespace).withLabel("app.kubernetes.io/name", "service-a").list().getItems().stream().findFirst()
                .orElseThrow(() -> new BenchFailure("no pod of service-a in namespace " + namespace));
        tell.accept("memory of " + pod.getMetadata().getName() + " at rest");
        figures.addAll(new AtRest(client, pod).figures(seed, leftOut));
        tell.accept("image layers");
        images(seed);
        tell.accept(rounds + " starts with the ahead-of-time cache, as many again, without it, and of the fast-jar; and after each round " + Starts.BETWEEN + " pairs for the control");
        starts(container(pod.getSpec(), "service-a").getImage(), beside.fastJarImage, Docker.label(context), rounds, seed);
        pods(beside.floorImage, Math.min(PODS, rounds), seed);
        return BenchReport.of(figures, control, new BenchReport.NoiseView("none: starts load the machine themselves", 0, 0, rounds),
                BenchReport.Setting.withoutRequests(context, seed, rounds, pod.getMetadata().getName(), pod.getSpec().getNodeName()), leftOut)
                .objected(rounds < Control.FEWEST_ROUNDS ? "only %d rounds, %d are needed".formatted(rounds, Control.FEWEST_ROUNDS) : null);
    }

    private void images(long seed) {
        List<String> names = client.pods().inNamespace(namespace).list().getItems().stream()
                .flatMap(pod -> Stream.concat(pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream()))
                .map(Container::getImage).filter(image -> image.startsWith("naming-of-cats/")).distinct().sorted().toList();
        ImageSizes sizes = ImageSizes.of(names, json);
        double[] unique = sizes.layers().keySet().stream().filter(name -> !name.contains("/probe:")).mapToDouble(image -> sizes.unique(image) / 1e6).toArray();
        double most = Arrays.stream(unique).max().orElseThrow(() -> new BenchFailure("no pod of the lab runs an image called naming-of-cats/…"));
        figures.add(Figure.quantity("unique bytes of a service image, the largest", new Spread(most, most, most), UNIQUE_MB, Figure.MEGABYTES, unique.length));
        double total = sizes.total() / 1e6;
        figures.add(Figure.quantity("bytes of all images together", new Spread(total, total, total), TOTAL_MB, Figure.MEGABYTES, names.size()));
    }

    private void starts(String image, String fastJar, String label, int rounds, long seed) {
        Docker docker = new Docker();
        StartTime start = new StartTime(docker, label);
        try (DefaultArchive without = new DefaultArchive(docker, image, label, start::stop)) {
            Map<String, DoubleSupplier> arms = new LinkedHashMap<>();
            arms.put(WITH, () -> start.millis(image, List.of()));
            arms.put(AGAIN, arms.get(WITH));
            arms.put(WITHOUT, () -> start.millis(without.image(), without.command()));
            if (fastJar != null) {
                arms.put(FAST_JAR, () -> start.millis(fastJar, List.of()));
            } else {
                leftOut.add("start, AOT ÷ fast-jar: no image of the fast-jar, `make bench-services` brings it");
            }
            Map<String, double[]> millis = Starts.inTurn(arms, List.of(WITH, AGAIN), rounds, new Random(seed));
            control = Control.ofRequests(Ratios.of(millis.remove(AGAIN), millis.get(WITH)), Ratios.NONE, seed);
            if (fastJar != null) {
                figures.add(Figure.atMost("start, AOT ÷ fast-jar", Ratios.of(millis.get(WITH), millis.get(FAST_JAR)).spread(seed), START, rounds));
            }
            figures.add(Figure.atMost("start, ahead-of-time cache ÷ without", Ratios.of(millis.get(WITH), millis.get(WITHOUT)).spread(seed), null, rounds));
            millis.forEach((arm, took) -> figures.add(Figure.quantity("start " + arm, Spread.of(took, seed), null, "ms", took.length)));
        }
    }

    private void pods(String floorImage, int rounds, long seed) {
        Optional<PodSpec> model = client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .map(deployment -> deployment.getSpec().getTemplate().getSpec())
                .filter(spec -> spec.getContainers().size() == 1 && spec.getInitContainers().isEmpty()).findFirst();
        if (floorImage == null || model.isEmpty()) {
            leftOut.add("create → Ready: " + (model.isEmpty() ? "no Deployment with one container" : "no image of the server in C, `make bench-services` brings it"));
            return;
        }
        tell.accept(rounds + " pods of the service and as many of the server in C");
        String own = model.get().getContainers().getFirst().getImage();
        double[][] millis = new double[2][rounds];
        Random random = new Random(seed);
        try (PodStart start = new PodStart(client, model.get())) {
            for (int round = 0; round < rounds; round++) {
                boolean ownFirst = random.nextBoolean();
                for (boolean service : new boolean[] {ownFirst, !ownFirst}) {
                    rest(random.nextInt(1_000)); // kubelet looks once a second: at another moment of its second each time
                    millis[service ? 0 : 1][round] = start.millis((service ? "service-" : "floor-") + round, service ? own : floorImage);
                }
            }
        }
        figures.add(Figure.atMost("pod create → Ready, service ÷ C server", Ratios.of(millis[0], millis[1]).spread(seed), READY, rounds));
        figures.add(Figure.quantity("pod create → Ready, service", Spread.of(millis[0], seed), null, "ms", rounds));
        figures.add(Figure.quantity("pod create → Ready, C server", Spread.of(millis[1], seed), null, "ms", rounds));
    }

    private static Container container(PodSpec spec, String name) {
        return spec.getContainers().stream().filter(one -> one.getName().equals(name)).findFirst()
                .orElseThrow(() -> new BenchFailure("the pod has no container " + name));
    }

    static void rest(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
