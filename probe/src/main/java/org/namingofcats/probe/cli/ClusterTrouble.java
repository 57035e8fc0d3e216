package org.namingofcats.probe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** Turns what went wrong into one line with cause and remedy, and the exit code that stands for it. */
final class ClusterTrouble {
    private ClusterTrouble() {}

    static ProbeException tell(Throwable error) {
        return switch (error) {
            case ProbeException told -> told;
            case KubernetesClientException refused when refused.getCode() == 401 || isNobody(refused) -> new ProbeException(
                    ExitCode.UNREACHABLE, "the API server does not accept the credentials of this kubeconfig, or it has none",
                    "log in anew (`kubectl auth whoami` shows whether it worked) or choose another --context");
            case KubernetesClientException refused when refused.getCode() == 403 -> new ProbeException(
                    ExitCode.NOTHING_RAN, "no permission: " + ProbeException.brief(refused),
                    "grant what k8s/base/rbac.yaml lists for the probe");
            case KubernetesClientException half when has(half, NoSuchFileException.class, FileNotFoundException.class) -> new ProbeException(
                    ExitCode.UNREACHABLE, "this context's kubeconfig names a file that is not there: " + ProbeException.brief(half),
                    "mend it, or choose another --context");
            case KubernetesClientException away when has(away, SSLException.class, GeneralSecurityException.class) -> new ProbeException(
                    ExitCode.UNREACHABLE, "the cluster and this kubeconfig do not trust each other: " + ProbeException.brief(away),
                    "a cluster that was made anew has a new kubeconfig: `kind export kubeconfig`, or get yours again");
            case KubernetesClientException odd when has(odd, JsonProcessingException.class) -> new ProbeException(
                    ExitCode.UNREACHABLE, "where this context leads is no Kubernetes API server: it answers something else",
                    "`kubectl config view` shows where it leads; choose another --context");
            case KubernetesClientException odd when odd.getCode() > 0 -> new ProbeException(
                    ExitCode.UNREACHABLE, "the API server cannot serve the request: " + ProbeException.brief(odd),
                    "see whether `kubectl get --raw /readyz` says ok, or choose another --context");
            case KubernetesClientException away -> new ProbeException(
                    ExitCode.UNREACHABLE, "the cluster cannot be reached: " + ProbeException.brief(away),
                    "start it with `make up`, or choose another with CONTEXT=… or --context");
            case AgentUnreachable silent -> new ProbeException(
                    ExitCode.INCONCLUSIVE, silent.getMessage(), "nothing was learnt; `probe doctor` looks at the agents");
            default -> new ProbeException(ExitCode.FAILED, "this is a bug in the probe: " + error, "please report it");
        };
    }

    /** The same for a cluster that was there when the run began. */
    static ProbeException midway(Throwable gone) {
        return midway(gone, ExitCode.UNREACHABLE);
    }

    /** @param code what the run ends with where it would be that nothing could run: something has */
    static ProbeException midway(Throwable gone, int code) {
        ProbeException told = tell(gone);
        return new ProbeException(told.exitCode() == ExitCode.NOTHING_RAN ? code : told.exitCode(), "in the middle of the run " + told.getMessage(),
                "what was learnt until then is reported");
    }

    /** To the API server, whoever shows nothing is somebody too, with hardly a right. */
    private static boolean isNobody(KubernetesClientException refused) {
        return refused.getCode() == 403 && String.valueOf(refused.getMessage()).contains("\"system:anonymous\"");
    }

    @SafeVarargs
    private static boolean has(Throwable error, Class<? extends Throwable>... types) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> Stream.of(types).anyMatch(type -> type.isInstance(cause)));
    }
}
