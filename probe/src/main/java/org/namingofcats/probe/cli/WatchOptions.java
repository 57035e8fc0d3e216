package org.namingofcats.probe.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How to go on after the first round. Without {@code --watch} none of the others means anything. */
class WatchOptions {
    private static final int DAY = 86_400;

    @Option(names = "--watch", required = true, arity = "0..1", paramLabel = "SECONDS", fallbackValue = "30",
            description = "verify again and again until Ctrl-C, with so many seconds from the end of a round to the next, 1 to"
                    + " 86400 (default: ${FALLBACK-VALUE}). Prints a line a round and the checks whose verdict changed. A cluster"
                    + " that is away is news, not the end; the exit code is the last whole round's. Nothing is changed in"
                    + " the cluster: experiments only with --no-read-only, then in every round")
    int seconds;

    @Option(names = "--metrics-port", paramLabel = "PORT", defaultValue = "0",
            description = "port on 127.0.0.1 for Prometheus metrics, 0 to 65535 (default: ${DEFAULT-VALUE}, any that is free)")
    int port;

    /** @throws ParameterException when a number is out of range */
    void check(CommandLine command) {
        if (seconds < 1 || seconds > DAY) {
            throw new ParameterException(command, "--watch " + seconds + " is not from 1 to " + DAY);
        }
        if (port < 0 || port > 65_535) {
            throw new ParameterException(command, "--metrics-port " + port + " is not from 0 to 65535");
        }
    }

    Duration pause() {
        return Duration.ofSeconds(seconds);
    }
}
