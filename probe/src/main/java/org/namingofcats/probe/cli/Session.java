package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Discovery;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.Progress;
import org.namingofcats.probe.evidence.ProxiedReceipts;
import org.namingofcats.probe.evidence.Verifier;
import org.namingofcats.probe.experiment.Experiment;
import org.namingofcats.probe.experiment.Experiments;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** One connection to one cluster, for as long as a command runs. */
final class Session implements AutoCloseable {
    private static final String TOKEN_SECRET = "run-token";

    private final KubernetesClient client;
    private final ClusterOptions options;
    private final ObjectMapper json;
    private final String context;
    private final Discovery discovery;
    private RuntimeException lost;

    private Session(KubernetesClient client, String context, ClusterOptions options, ObjectMapper json) {
        this.client = client;
        this.context = context;
        this.options = options;
        this.json = json;
        this.discovery = new Discovery(client, options.namespace, options.namespace + "-nodes", token(),
                options.outside(context), json);
    }

    /**
     * Connects with the user's kubeconfig.
     *
     * @throws ProbeException when there is no such context, no cluster, no lab in it
     */
    static Session open(ClusterOptions options, ObjectMapper json) {
        options.check();
        Config config = Kubeconfig.read(options.context);
        KubernetesClient client = connect(config, 2); // a cluster that is gone is said at once, not after ten tries
        try {
            return new Session(client, config.getCurrentContext().getName(), options, json);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** A client that takes neither too long nor too long answers; what is 5xx or breaks it asks {@code repetitions} times more. */
    static KubernetesClient connect(Config config, int repetitions) {
        config.setRequestRetryBackoffLimit(repetitions);
        config.setConnectionTimeout(5_000);
        return new KubernetesClientBuilder().withConfig(config).withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("bounded answers", new BoundedAnswers())).build();
    }

    private String token() {
        Secret secret = client.secrets().inNamespace(options.namespace).withName(TOKEN_SECRET).get();
        if (secret == null) {
            throw new ProbeException(ExitCode.NOTHING_RAN, "no lab in namespace " + options.namespace + " of context "
                    + context, "deploy it with `make deploy`, or choose another with --namespace");
        }
        try {
            String token = new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
            if (!token.isBlank()) {
                return token;
            }
        } catch (NullPointerException | IllegalArgumentException e) {
            // None, or none that anybody has encoded.
        }
        throw new ProbeException(ExitCode.NOTHING_RAN, "the Secret " + TOKEN_SECRET + " in namespace " + options.namespace
                + " holds no token", "`make deploy` writes one; the agents get it when they start anew");
    }

    /**
     * The lab as it is now.
     *
     * @throws ProbeException when none of its pods is ready
     */
    Lab look() {
        Lab lab = left();
        if (lab.pods().isEmpty() || lab.agents().isEmpty()) {
            throw new ProbeException(ExitCode.NOTHING_RAN, "no pod of the lab is ready in namespace " + options.namespace
                    + " of context " + context, "`kubectl get pods -n " + options.namespace + "` tells why; `make deploy` repairs");
        }
        return lab;
    }

    /** The lab as it is now, whatever is left of it. */
    Lab left() {
        return discovery.look();
    }

    /** Has the agents dial what a user names by hand, where that is nobody else's. */
    void nameByHand(String url, Lab lab) {
        discovery.nameByHand(url, lab);
    }

    /**
     * Makes the checks that {@code plan} finds in the lab. When the cluster goes away in the middle, what was learnt until
     * then is the result, and {@link #lost()} tells why there is no more of it.
     *
     * @param patience how long one call may take to converge
     * @param progress is told of each result as it comes
     */
    List<CheckResult> verify(Function<Lab, List<Check>> plan, Duration patience, Progress progress) {
        AtomicReference<Lab> current = new AtomicReference<>();
        var receipts = new ProxiedReceipts(client, current::get, json);
        return new Verifier(json, receipts, patience, progress, options.again(context)).verify(() -> {
            try {
                current.set(look());
                return current.get();
            } catch (RuntimeException e) {
                lost = e;
                throw e;
            }
        }, plan);
    }

    /** Makes every check of these paths, without experiments. */
    List<CheckResult> verify(List<NetworkPath> paths, Duration patience) {
        return verify(lab -> paths.stream().flatMap(path -> path.checks(lab).stream()).toList(), patience, Progress.UNHEARD);
    }

    /** Why the last verification could not look at the lab again. */
    Optional<RuntimeException> lost() {
        return Optional.ofNullable(lost);
    }

    /** Experiments on a stage of this cluster; closing them removes it. */
    Experiments experiments(List<Experiment> all) {
        return new Experiments(all, client, discovery, options.namespace);
    }

    /**
     * The lab for one command alone, until it is closed.
     *
     * @param command that breaks or measures it, as the user calls it
     * @throws ProbeException when another one has it
     */
    Claim claim(String command) {
        return Claim.take(client, options.namespace, command);
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return options.namespace;
    }

    String context() {
        return context;
    }

    @Override
    public void close() {
        client.close();
    }
}
