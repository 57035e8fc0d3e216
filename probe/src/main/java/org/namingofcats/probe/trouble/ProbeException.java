package org.namingofcats.probe.trouble;

/** Ends the probe with one line on stderr that names the cause and the remedy. */
public class ProbeException extends RuntimeException {
    private static final int LONGEST_QUOTE = 200;
    private final int exitCode;
    private final String trouble;
    private final String remedy;

    /**
     * @param exitCode one of {@link ExitCode}
     * @param cause    what is wrong
     * @param remedy   what to do about it
     */
    public ProbeException(int exitCode, String cause, String remedy) {
        super(oneLine(cause + ": " + remedy));
        this.exitCode = exitCode;
        this.trouble = oneLine(cause);
        this.remedy = oneLine(remedy);
    }

    /** What is wrong. */
    public String trouble() {
        return trouble;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }

    /** The code that the process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The same trouble where there is a verdict already: one that is not good stays the code that the process ends with. */
    public ProbeException beside(int verdict) {
        return verdict == ExitCode.PASSED || verdict == ExitCode.NOTHING_RAN ? this : new ProbeException(verdict, trouble, remedy);
    }

    /**
     * Writes what is to be kept of a result.
     *
     * @param verdict what the run ends with, which is not lost when that cannot be written
     * @throws ProbeException when it cannot
     */
    public static void beside(int verdict, Runnable write) {
        try {
            write.run();
        } catch (ProbeException e) {
            throw e.beside(verdict);
        }
    }

    /** What the innermost cause of {@code error} says, in one line that is not too long to be read. */
    public static String brief(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = oneLine(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Whoever is quoted may be anybody: no line ends, and nothing that steers a terminal. */
    private static String oneLine(String text) {
        return Clean.text(text.replaceAll("\\s*\\R\\s*", " ")).strip();
    }
}
