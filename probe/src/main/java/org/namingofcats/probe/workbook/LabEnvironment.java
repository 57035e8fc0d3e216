package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.namingofcats.probe.cli.ExitCode;
import org.namingofcats.probe.cli.ProbeException;

/**
 * The environment of every command. The pages say plain {@code kubectl}: here that is the lab's context and no other,
 * by a kubeconfig of its own, whatever context the user is working with otherwise.
 */
final class LabEnvironment {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What one command sets must not undo what the next is given: the kubeconfig. */
    private static final Path NO_VARIABLES = Path.of("/dev/null");

    private LabEnvironment() {}

    /**
     * @param own     the user's environment
     * @param root    where commands start
     * @param scratch folder for the kubeconfig
     * @throws ProbeException when there is no such context or no cluster behind it
     */
    static Map<String, String> of(Map<String, String> own, Path root, Path scratch)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(own);
        String cache = set(own, "LAB_CACHE", System.getProperty("user.home") + "/.cache/naming-of-cats");
        String context = set(own, "CONTEXT", "kind-" + set(own, "CLUSTER", "naming-of-cats"));
        environment.put("PATH", cache + "/bin:" + own.get("PATH"));
        environment.put("CONTEXT", context);
        Path kubeconfig = scratch.resolve("kubeconfig");
        require(new Shell(root, environment, NO_VARIABLES),
                "kubectl config view --raw --minify --flatten --context \"$CONTEXT\" > '" + kubeconfig + "'",
                "no context '" + context + "' in the kubeconfig", "run 'make up' or set CONTEXT");
        environment.put("KUBECONFIG", kubeconfig.toString());
        require(new Shell(root, environment, NO_VARIABLES),
                "kubectl get --raw /readyz --request-timeout 10s",
                "the cluster of context '" + context + "' does not answer", "run 'make up' or set CONTEXT");
        return environment;
    }

    /** {@code make CONTEXT=} is not set: to kubectl an empty context would be whichever is current. */
    private static String set(Map<String, String> own, String name, String otherwise) {
        String value = own.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static void require(Shell shell, String command, String cause, String remedy)
            throws IOException, InterruptedException {
        var ran = shell.run(command, PATIENCE);
        if (ran.exitCode() != 0) {
            String detail = ran.output().isEmpty() ? "" : " (" + ran.output().getLast() + ")";
            throw new ProbeException(ExitCode.UNREACHABLE, cause + detail, remedy);
        }
    }
}
