package org.namingofcats.probe.host;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is said on standard error. */
public final class Said {
    private Said() {}

    /** What {@code deed} says there. */
    public static String by(Runnable deed) {
        PrintStream own = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            deed.run();
        } finally {
            System.setErr(own);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
