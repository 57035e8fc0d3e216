package org.namingofcats.probe.prove;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.namingofcats.probe.evidence.Lab;

/**
 * The lab that is being broken.
 *
 * @param client    with the rights of whoever deployed it
 * @param namespace the lab's
 * @param context   kubeconfig context, by which the container outside is found
 * @param lab       as it was when all was well
 */
public record Target(KubernetesClient client, String namespace, String context, Lab lab) {
    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

    /** Applies a JSON patch (RFC 6902) to a Service of the lab. */
    public void patchService(String name, String patch) {
        patch(client.services().inNamespace(namespace).withName(name), patch);
    }

    /** Applies a JSON patch (RFC 6902) to an object. */
    public <T extends HasMetadata> void patch(Resource<T> object, String patch) {
        object.patch(JSON, patch);
    }
}
