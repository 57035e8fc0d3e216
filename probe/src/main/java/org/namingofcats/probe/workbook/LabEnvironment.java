package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

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
     * @param scratch for the kubeconfig, and what is asked
     * @throws ProbeException when there is no such context, no cluster behind it, or not the whole lab in it
     */
    static Map<String, String> of(Map<String, String> own, Path root, Scratch scratch)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(own);
        String cache = set(own, "LAB_CACHE", System.getProperty("user.home") + "/.cache/naming-of-cats");
        String context = set(own, "CONTEXT", "kind-" + set(own, "CLUSTER", "naming-of-cats"));
        environment.put("PATH", cache + "/bin:" + own.get("PATH"));
        environment.put("CONTEXT", context);
        Path kubeconfig = scratch.folder().resolve("kubeconfig");
        require(new Shell(root, environment, NO_VARIABLES, scratch),
                "kubectl config view --raw --minify --flatten --context \"$CONTEXT\" > '" + kubeconfig + "'",
                "no context '" + context + "' in the kubeconfig", "run 'make up' or set CONTEXT");
        environment.put("KUBECONFIG", kubeconfig.toString());
        Shell shell = new Shell(root, environment, NO_VARIABLES, scratch);
        require(shell, "kubectl get --raw /readyz --request-timeout 10s",
                "the cluster of context '" + context + "' does not answer", "run 'make up' or set CONTEXT");
        requireTheLab(shell, context);
        return environment;
    }

    /** {@code make CONTEXT=} is not set: to kubectl an empty context would be whichever is current. */
    private static String set(Map<String, String> own, String name, String otherwise) {
        String value = own.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** The pages are written for the lab whole, whatever its cluster is called: elsewhere each would fail in its own way. */
    private static void requireTheLab(Shell shell, String context) throws IOException, InterruptedException {
        require(shell, "test -n \"$(kubectl -n naming-of-cats get service service-b-load-balancer --ignore-not-found --request-timeout 10s"
                + " -o 'jsonpath={.status.loadBalancer.ingress[0].ip}')\"", ExitCode.NOTHING_RAN,
                "in context '" + context + "' is no lab whose load balancers have addresses, which the pages need", "run 'make lab' or set CONTEXT");
        require(shell, "test \"$(kubectl get nodes -o name --request-timeout 10s | wc -l)\" -ge 3", ExitCode.NOTHING_RAN,
                "the cluster of context '" + context + "' has less than the three nodes that the pages speak of", "run 'make lab' or set CONTEXT");
    }

    private static void require(Shell shell, String command, String cause, String remedy) throws IOException, InterruptedException {
        require(shell, command, ExitCode.UNREACHABLE, cause, remedy);
    }

    private static void require(Shell shell, String command, int exitCode, String cause, String remedy)
            throws IOException, InterruptedException {
        var ran = shell.run(command, PATIENCE);
        if (ran.exitCode() != 0) {
            String detail = ran.output().isEmpty() ? "" : " (" + ran.output().getLast() + ")";
            throw new ProbeException(exitCode, cause + detail, remedy);
        }
    }
}
