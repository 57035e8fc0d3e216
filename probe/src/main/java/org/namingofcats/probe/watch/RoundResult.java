package org.namingofcats.probe.watch;

import java.util.Locale;
import org.namingofcats.probe.trouble.ExitCode;

/** How a round ended, for a label: the probe's exit codes by name, and ERROR for what is wrong with the probe or its place. */
enum RoundResult {
    PASSED, FAILED, INCONCLUSIVE, UNREACHABLE, NOTHING_RAN, ERROR;

    static RoundResult of(Round round) {
        return switch (round.exitCode()) {
            case ExitCode.PASSED -> PASSED;
            case ExitCode.FAILED -> round.report() == null ? ERROR : FAILED;
            case ExitCode.INCONCLUSIVE -> INCONCLUSIVE;
            case ExitCode.UNREACHABLE -> UNREACHABLE;
            case ExitCode.NOTHING_RAN -> NOTHING_RAN;
            default -> ERROR;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
