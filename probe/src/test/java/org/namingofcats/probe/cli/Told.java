package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine;

/**
 * What a command told its user.
 *
 * @param code   exit code
 * @param out    standard output
 * @param errors standard error, with what was logged, since the log goes there
 */
record Told(int code, String out, String errors) {

    /** Runs a command of the probe in this JVM. */
    static Told by(CommandLine.IFactory beans, String... args) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        List<String> logged = new ArrayList<>();
        Handler listener = listener(logged);
        Logger root = LogManager.getLogManager().getLogger("");
        root.addHandler(listener);
        try {
            int code = Main.commandLine(beans).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(errors, true)).execute(args);
            synchronized (logged) {
                return new Told(code, out.toString(), errors + String.join("", logged));
            }
        } finally {
            root.removeHandler(listener);
        }
    }

    private static Handler listener(List<String> logged) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (logged) {
                    logged.add(record.getLoggerName() + " " + record.getMessage() + "\n");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.WARNING); // what the log prints, see application.properties
        return handler;
    }

    /** It ended with this code and one line that has these parts: a cause, and what to do. */
    void assertOneLine(int expected, String... parts) {
        assertEquals(expected, code, this::toString);
        assertEquals(1, errors.lines().count(), errors);
        assertTrue(errors.matches("probe: .+: .+\\R"), errors);
        assertTrue(errors.length() < 1_000, errors);
        assertFalse(errors.contains("\tat "), errors);
        for (String part : parts) {
            assertTrue(errors.contains(part), () -> errors + "has no '" + part + "'");
        }
    }
}
