package org.namingofcats.probe.agent;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.namingofcats.api.Outcome;

/** What an error of the network is called. */
public final class NetworkFailure {
    private NetworkFailure() {}

    /** The outcome that {@code e} means for a request. */
    public static Outcome outcome(IOException e) {
        return switch (e) {
            case UnknownHostException noAddress -> Outcome.DNS;
            case SocketTimeoutException late -> Outcome.TIMEOUT;
            case EOFException cut -> Outcome.RESET;
            case NotHttp other -> Outcome.OTHER;
            default -> byTheKernelsWords(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        };
    }

    /** The JDK hands them on; which exception carries them differs. */
    private static Outcome byTheKernelsWords(String message) {
        return message.contains("refused") ? Outcome.REFUSED
                : message.contains("unreachable") || message.contains("no route") ? Outcome.UNREACHABLE
                : message.contains("reset") || message.contains("broken pipe") ? Outcome.RESET
                : message.contains("timed out") ? Outcome.TIMEOUT
                : Outcome.OTHER;
    }
}
