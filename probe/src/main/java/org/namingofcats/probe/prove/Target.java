package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.namingofcats.probe.evidence.Lab;

/**
 * The lab that is being broken.
 *
 * @param client    with the rights of whoever deployed it
 * @param namespace the lab's
 * @param context   kubeconfig context, by which the container outside is found
 * @param lab       as it was before this was broken
 */
public record Target(KubernetesClient client, String namespace, String context, Lab lab) {
    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);
    /** Where a changed object keeps what it was before: who mends it may be a later process, and the lab may not be as it was first deployed. */
    private static final String BEFORE = "namingofcats.org/before";

    /** Applies a JSON patch (RFC 6902) to a Service of the lab. */
    public void patchService(String name, String patch) {
        patch(client.services().inNamespace(namespace).withName(name), patch);
    }

    /** Applies a JSON patch (RFC 6902) to an object. */
    public <T extends HasMetadata> void patch(Resource<T> object, String patch) {
        object.patch(JSON, patch);
    }

    /**
     * Changes one thing about an object, which remembers what it was.
     *
     * @param is      reads it
     * @param becomes writes it
     */
    public <T extends HasMetadata> void change(Resource<T> object, Function<T, String> is, BiConsumer<T, String> becomes, String value) {
        object.edit(one -> {
            if (!value.equals(is.apply(one))) { // or it is changed already, and remembers
                one.getMetadata().getAnnotations().put(BEFORE, is.apply(one));
            }
            becomes.accept(one, value);
            return one;
        });
    }

    /** Takes {@link #change} back; an object that was not changed stays as it is. */
    public <T extends HasMetadata> void putBack(Resource<T> object, BiConsumer<T, String> becomes) {
        object.edit(one -> {
            Optional.ofNullable(one.getMetadata().getAnnotations().remove(BEFORE)).ifPresent(before -> becomes.accept(one, before));
            return one;
        });
    }
}
