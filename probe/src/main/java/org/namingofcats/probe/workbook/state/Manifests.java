package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The objects of {@code k8s/} as cluster/deploy.sh applies them: with the images that are in the cluster. */
public final class Manifests {
    private static final List<String> FOLDERS = List.of("base", "paths");
    /** As in cluster/deploy.sh; who names images of his own there has them as they stand. */
    private static final Pattern LOCAL_IMAGE = Pattern.compile("(?m)(image: naming-of-cats/[a-z-]*):dev$");

    /** The range of pods that k8s/base/network-policy.yaml names, which cluster/deploy.sh replaces by the cluster's own. */
    private static final String POD_RANGE = "10.244.0.0/16";

    private Manifests() {}

    /**
     * Reads them for a cluster. What is of a kind that the cluster does not know is left out, as deploy.sh does.
     *
     * @param folder the repository's {@code k8s}
     * @throws ProbeException when there is no such folder, or no image of the lab in the cluster
     */
    public static List<HasMetadata> read(Path folder, KubernetesClient client, String namespace) {
        String tag = tag(client, namespace).orElseThrow(() -> new ProbeException(ExitCode.NOTHING_RAN,
                "no workload of the lab is in namespace " + namespace, "deploy it with `make deploy`"));
        String range = mostFrequent(excepted(client, namespace)).orElse(POD_RANGE);
        List<HasMetadata> objects = new ArrayList<>();
        for (Path file : files(folder)) {
            objects.addAll(client.load(new ByteArrayInputStream(text(file, tag, range).getBytes(StandardCharsets.UTF_8))).items());
        }
        return objects.stream().filter(object -> client.supports(object.getApiVersion(), object.getKind())).toList();
    }

    static String text(Path file, String tag, String podRange) {
        try {
            return LOCAL_IMAGE.matcher(Files.readString(file)).replaceAll("$1:" + tag).replace(POD_RANGE, podRange);
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "cannot read " + file, "see `ls -l " + file + "`");
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        for (String part : FOLDERS) {
            try (var found = Files.newDirectoryStream(folder.resolve(part), "*.yaml")) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new ProbeException(ExitCode.USAGE, "no folder " + folder.resolve(part) + " with the lab's manifests",
                        "start in the repository's folder, or name it with --manifests");
            }
        }
        return files.stream().sorted().toList();
    }

    /** All images of a deployment carry one tag; a learner may have changed some, so the most frequent one counts. */
    private static Optional<String> tag(KubernetesClient client, String namespace) {
        List<String> tags = Stream.of(
                        client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                                .map(one -> one.getSpec().getTemplate()),
                        Stream.of(namespace, namespace + "-nodes") // a learner may have deleted all there is in the one
                                .flatMap(where -> client.apps().daemonSets().inNamespace(where).list().getItems().stream())
                                .map(one -> one.getSpec().getTemplate()))
                .flatMap(templates -> templates)
                .flatMap(template -> Stream.concat(template.getSpec().getInitContainers().stream(), template.getSpec().getContainers().stream()))
                .map(container -> container.getImage()).filter(image -> image.matches("naming-of-cats/[a-z-]+:.+"))
                .map(image -> image.substring(image.lastIndexOf(':') + 1)).toList();
        return mostFrequent(tags).or(() -> foreign(client, namespace));
    }

    /** What the lab's network policies in the cluster take out of "everybody": first of all the pods' range. */
    private static List<String> excepted(KubernetesClient client, String namespace) {
        return client.network().v1().networkPolicies().inNamespace(namespace).list().getItems().stream()
                .flatMap(policy -> Stream.concat(policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                        policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream())))
                .filter(peer -> peer.getIpBlock() != null && !peer.getIpBlock().getExcept().isEmpty())
                .map(peer -> peer.getIpBlock().getExcept().getFirst()).toList();
    }

    private static Optional<String> mostFrequent(List<String> words) {
        return words.stream().max(Comparator.comparingLong(word -> words.stream().filter(word::equals).count()));
    }

    /** Where images have names of their own no tag is put in, but a lab there must be. */
    private static Optional<String> foreign(KubernetesClient client, String namespace) {
        return client.apps().daemonSets().inNamespace(namespace).list().getItems().isEmpty() ? Optional.empty() : Optional.of("dev");
    }
}
