package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Turns what went wrong into one line with cause and remedy, and the exit code that stands for it. */
final class ClusterTrouble {
    private ClusterTrouble() {}

    static ProbeException tell(Throwable error) {
        return switch (error) {
            case ProbeException told -> told;
            case KubernetesClientException refused when refused.getCode() == 403 -> new ProbeException(
                    ExitCode.NOTHING_RAN, "no permission: " + firstLine(refused),
                    "grant what k8s/base/rbac.yaml lists for the probe");
            case KubernetesClientException refused when refused.getCode() == 401 -> new ProbeException(
                    ExitCode.UNREACHABLE, "the API server does not accept the credentials of this kubeconfig",
                    "log in anew or choose another --context");
            case KubernetesClientException away -> new ProbeException(
                    ExitCode.UNREACHABLE, "the cluster cannot be reached: " + firstLine(rootOf(away)),
                    "start it with `make up`, or choose another with CONTEXT=… or --context");
            default -> new ProbeException(ExitCode.FAILED, "this is a bug in the probe: " + error, "please report it");
        };
    }

    private static Throwable rootOf(Throwable error) {
        return error.getCause() == null ? error : rootOf(error.getCause());
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
