package org.namingofcats.probe.workbook.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.zjsonpatch.DiffFlags;
import io.fabric8.zjsonpatch.JsonDiff;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The lab as it was deployed, and where it is not like that any more. What a manifest leaves open the API server fills
 * in; so what an object should be is the server's own answer to a dry run of replacing it.
 */
public final class Deployed {
    /** Set by the server and by controllers, or by whoever writes: no part of what was deployed. */
    private static final Set<String> NOT_COMPARED = Set.of("status", "metadata", "kind", "apiVersion");

    private static final List<String> METADATA = List.of("labels", "annotations");
    /** Who writes these by hand, or by an incident; controllers write theirs under names of their own. */
    private static final Pattern HAND = Pattern.compile("kubectl.*|fabric8.*");
    /** Annotations of kubectl's own, of cluster/await.sh's and of {@code Target.change}'s, which say nothing of the object. */
    private static final Pattern NOTE = Pattern.compile("kubectl\\.kubernetes\\.io/.*|namingofcats\\.org/(waited-for-since|before)");

    /** A patch that a person can read: no moves, no copies, no values of what goes. */
    private static final EnumSet<DiffFlags> PLAIN =
            EnumSet.of(DiffFlags.OMIT_VALUE_ON_REMOVE, DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION);

    /** What whoever runs the cluster writes on these is how others treat them: a mesh, a policy. It is none of a page's business. */
    private static final Set<String> ADMINISTRATORS = Set.of("Namespace", "ServiceAccount");

    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final List<HasMetadata> objects;
    private final ObjectMapper json;

    /** @param objects as {@link Manifests} reads them */
    public Deployed(KubernetesClient client, List<HasMetadata> objects, ObjectMapper json) {
        this.client = client;
        this.objects = objects;
        this.json = json;
    }

    /** What was deployed. */
    public List<HasMetadata> objects() {
        return objects;
    }

    /** Everything that is not as deployed, in the order of the manifests; empty when the lab is whole. */
    public List<Difference> differences() {
        List<Callable<Optional<Difference>>> looks = new ArrayList<>();
        objects.forEach(object -> looks.add(() -> unlessOvertaken(() -> difference(object))));
        try (var threads = Executors.newFixedThreadPool(4)) { // an API server on two cores
            List<Difference> found = new ArrayList<>();
            for (Future<Optional<Difference>> look : threads.invokeAll(looks)) {
                look.get().ifPresent(found::add);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** A controller may write between a look at an object and what follows, as it does while pods are replaced: both are done again. */
    static <T> T unlessOvertaken(Supplier<T> attempt) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return attempt.get();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || left == 1) {
                    throw e;
                }
            }
        }
    }

    private Optional<Difference> difference(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        HasMetadata live = client.resource(object).get();
        if (live == null) {
            return Optional.of(Difference.gone(object.getKind(), namespace, name));
        }
        if (isHeadless(live) != isHeadless(object)) { // what the server keeps as it is, without a word
            return Optional.of(Difference.another(object.getKind(), namespace, name));
        }
        ObjectNode is = compared(live);
        HasMetadata should;
        try {
            should = client.resource(wanted(live, object)).dryRun().update();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 422 && e.getMessage().contains("immutable")) { // a field that nobody can change, such as a Deployment's selector
                return Optional.of(Difference.another(object.getKind(), namespace, name));
            }
            throw e;
        }
        JsonNode patch = read(JsonDiff.asJson(is, compared(should), PLAIN).toString());
        return patch.isEmpty() ? Optional.empty() : Optional.of(Difference.of(object.getKind(), namespace, name, is, patch));
    }

    private static boolean isHeadless(HasMetadata object) {
        return object instanceof Service service && "None".equals(service.getSpec().getClusterIP());
    }

    /** The live object with everything of the manifest's in its place, to be put in one piece: so what was added goes. */
    HasMetadata wanted(HasMetadata live, HasMetadata object) {
        ObjectNode is = json.valueToTree(live);
        ObjectNode manifest = json.valueToTree(object);
        for (String field : METADATA) {
            if (!ADMINISTRATORS.contains(object.getKind()) && is.at("/metadata/" + field) instanceof ObjectNode there) {
                there.remove(addedByHand(is, field));
            }
            if (manifest.at("/metadata").has(field)) {
                ((ObjectNode) is.get("metadata")).withObject("/" + field).setAll((ObjectNode) manifest.at("/metadata/" + field));
            }
        }
        is.retain(NOT_COMPARED);
        manifest.remove(NOT_COMPARED);
        is.setAll(manifest);
        return json.convertValue(is, live.getClass());
    }

    /** Whether somebody, and no controller, writes under that name. */
    static boolean isHand(String manager) {
        return HAND.matcher(manager).matches();
    }

    /** Labels or annotations that somebody wrote, as the API server keeps account of it; a manifest's own may be among them. */
    private static List<String> addedByHand(ObjectNode is, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode writer : is.at("/metadata/managedFields")) {
            if (isHand(writer.path("manager").asText())) {
                writer.at("/fieldsV1/f:metadata/f:" + field).fieldNames().forEachRemaining(name -> names.add(name.replaceFirst("^f:", "")));
            }
        }
        names.removeIf(name -> NOTE.matcher(name).matches());
        return names;
    }

    private ObjectNode compared(HasMetadata object) {
        ObjectNode all = json.valueToTree(object);
        ObjectNode metadata = json.createObjectNode();
        for (String field : METADATA) {
            if (all.at("/metadata").has(field)) {
                metadata.set(field, all.at("/metadata/" + field));
            }
        }
        all.remove(NOT_COMPARED);
        all.set("metadata", metadata);
        if (all.at("/spec/template/metadata/annotations") instanceof ObjectNode annotations) { // a restart changes nothing
            annotations.remove("kubectl.kubernetes.io/restartedAt");
            if (annotations.isEmpty()) {
                ((ObjectNode) all.at("/spec/template/metadata")).remove("annotations");
            }
        }
        return all;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
