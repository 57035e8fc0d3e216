package org.namingofcats.probe.cli;

/** Ends the probe with one line on stderr that names the cause and the remedy. */
public class ProbeException extends RuntimeException {
    private final int exitCode;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param cause    what is wrong
     * @param remedy   what to do about it
     */
    public ProbeException(int exitCode, String cause, String remedy) {
        super(cause + ": " + remedy);
        this.exitCode = exitCode;
    }

    /** The code that the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
