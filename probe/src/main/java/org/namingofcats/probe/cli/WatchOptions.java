package org.namingofcats.probe.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How to go on after the first round. Without {@code --watch} none of the others means anything. */
class WatchOptions {
    @Option(names = "--watch", required = true, arity = "0..1", paramLabel = "SECONDS", fallbackValue = "30",
            description = "verify again and again until Ctrl-C, with so many seconds from the end of a round to the next, 1 to"
                    + " 86400 (default: ${FALLBACK-VALUE}). Prints a line a round and the checks whose verdict changed. A cluster"
                    + " that is away is news, not the end; the exit code is the last whole round's. Nothing is changed in"
                    + " the cluster: experiments only with --no-read-only, then in every round")
    int seconds;

    @Option(names = "--metrics-port", paramLabel = "PORT", defaultValue = "0",
            description = "port on 127.0.0.1 for Prometheus metrics, 0 to 65535 (default: ${DEFAULT-VALUE}, any that is free)")
    int port;

    /** @throws picocli.CommandLine.ParameterException when a number is out of range */
    void check(CommandSpec spec) {
        Usage.range(spec, "--watch", seconds, 1, 86_400);
        Usage.range(spec, "--metrics-port", port, 0, 65_535);
    }

    Duration pause() {
        return Duration.ofSeconds(seconds);
    }
}
