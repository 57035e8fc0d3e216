package org.namingofcats.probe.workbook.state;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the workbook must remember between two commands. It is in the cluster, as the learner's progress is: a ConfigMap of
 * the lab's namespace, which goes when the lab is reset, last of all: a reset that did not get through begins again from it.
 */
public final class Notebook {
    /** Its name. */
    public static final String NAME = "workbook";

    private final KubernetesClient client;
    private final String namespace;

    /** @param namespace the lab's */
    public Notebook(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Whether it is this. */
    static boolean is(HasMetadata object) {
        return object.getKind().equals("ConfigMap") && object.getMetadata().getName().equals(NAME);
    }

    /** Takes it away. */
    public void forget() {
        client.configMaps().inNamespace(namespace).withName(NAME).delete();
    }

    /** What stands there under this word. */
    public Optional<String> read(String word) {
        ConfigMap map = client.configMaps().inNamespace(namespace).withName(NAME).get();
        return map == null ? Optional.empty() : Optional.ofNullable(map.getData()).map(data -> data.get(word));
    }

    /** Adds to what stands there. */
    public void write(Map<String, String> words) {
        ConfigMap map = client.configMaps().inNamespace(namespace).withName(NAME).get();
        Map<String, String> data = new HashMap<>(map == null || map.getData() == null ? Map.of() : map.getData());
        data.putAll(words);
        client.resource(new ConfigMapBuilder().withNewMetadata().withName(NAME).withNamespace(namespace)
                .addToLabels("app.kubernetes.io/part-of", "naming-of-cats").endMetadata().withData(data).build())
                .unlock().createOr(existing -> existing.update());
    }
}
