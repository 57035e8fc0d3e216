package org.namingofcats.probe.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every path that there is, by its file: what is counted and timed leaves none out. */
public final class AllPaths {
    private AllPaths() {}

    /** In the order of the names. */
    public static List<NetworkPath> list() {
        try (Stream<Path> files = Files.list(Path.of("src/main/java", AllPaths.class.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith("Path.java") && !file.equals("NetworkPath.java"))
                    .map(file -> made(file.replace(".java", ""))).sorted(Comparator.comparingInt(NetworkPath::rung)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkPath made(String name) {
        try {
            return (NetworkPath) Class.forName(AllPaths.class.getPackageName() + "." + name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(name + " cannot be made without CDI", e);
        }
    }
}
