package org.namingofcats.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The network namespace that this process runs in; containers of one pod share one. */
public final class NetworkNamespace {

    /** A symbolic link of the text {@code net:[4026531840]}, see {@code man 7 namespaces}. */
    private static final Path LINK = Path.of("/proc/self/ns/net");

    private static final Pattern TARGET = Pattern.compile("net:\\[(\\d+)]");

    private NetworkNamespace() {}

    /** Its inode number, or {@code null} where there are no namespaces (macOS, Windows in dev mode). */
    public static String inode() {
        return inode(LINK);
    }

    static String inode(Path link) {
        try {
            var target = TARGET.matcher(Files.readSymbolicLink(link).toString());
            return target.matches() ? target.group(1) : null;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
