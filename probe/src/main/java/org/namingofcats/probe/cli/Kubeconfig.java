package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** The user's kubeconfig. The client library is lenient: what it guesses or leaves out is an error here. */
final class Kubeconfig {
    /** Reading may run the user's login command, which may wait for a person. */
    private static final int LOGIN_SECONDS = 60;

    private Kubeconfig() {}

    /**
     * One context of it.
     *
     * @param wanted its name; {@code null} or blank for the current one
     * @throws ProbeException when it cannot be read or has no such context, or the context no cluster
     */
    static Config read(String wanted) {
        return read(wanted, LOGIN_SECONDS);
    }

    static Config read(String wanted, int loginSeconds) {
        String context = wanted == null || wanted.isBlank() ? null : wanted;
        Config config = load(context, loginSeconds);
        NamedContext current = config.getCurrentContext();
        if (current == null || context != null && !current.getName().equals(context)) {
            throw new ProbeException(ExitCode.UNREACHABLE, (context == null ? "no current context" : "no context " + context)
                    + " in the kubeconfig " + file(),
                    "`kubectl config get-contexts` lists those there are, `make up` makes one");
        }
        // The guess of who is told no address, and it would be sent the credentials.
        if (config.getMasterUrl().startsWith("https://kubernetes.default.svc")) {
            throw new ProbeException(ExitCode.UNREACHABLE, "context " + current.getName() + " leads to no cluster of the kubeconfig "
                    + file(), "`kubectl config view` shows it, `make up` makes one that is whole");
        }
        return config;
    }

    private static Config load(String context, int loginSeconds) {
        FutureTask<Config> reading = new FutureTask<>(() -> Config.autoConfigure(context));
        Thread.ofVirtual().name("kubeconfig").start(reading);
        try {
            return reading.get(loginSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
            throw new ProbeException(ExitCode.UNREACHABLE, "the login command of the kubeconfig took longer than " + loginSeconds
                    + " s", "log in by hand first; `kubectl auth whoami` shows whether it worked");
        } catch (ExecutionException e) {
            throw new ProbeException(ExitCode.UNREACHABLE, "the kubeconfig " + file() + " cannot be read ("
                    + ProbeException.brief(e.getCause()) + ")", "mend it, or choose another with KUBECONFIG=…");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProbeException(ExitCode.UNREACHABLE, "interrupted while the kubeconfig was read", "start again");
        }
    }

    private static String file() {
        return String.join(", ", Config.getKubeconfigFilenames());
    }
}
