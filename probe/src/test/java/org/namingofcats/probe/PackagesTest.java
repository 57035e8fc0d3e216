package org.namingofcats.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package can be read without those that are built upon it: no two of them need each other, by however many others. */
class PackagesTest {
    private static final Path MAIN = Path.of("src/main/java/org/namingofcats/probe");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?org\\.namingofcats\\.probe\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

    /** What is left when packages that need none of the others are taken away, again and again. */
    private static Set<String> entangled(Map<String, Set<String>> needs) {
        Set<String> left = new TreeSet<>(needs.keySet());
        while (left.removeIf(one -> needs.get(one).stream().noneMatch(left::contains))) {
            // until nothing goes any more
        }
        return left;
    }

    private static Map<String, Set<String>> needs() throws IOException {
        Map<String, Set<String>> needs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String own = MAIN.relativize(file.getParent()).toString().replace('/', '.');
                needs.computeIfAbsent(own, any -> new TreeSet<>()).addAll(imports(file, own));
            });
        }
        return needs;
    }

    private static Set<String> imports(Path file, String own) {
        try {
            return IMPORT.matcher(Files.readString(file)).results().map(found -> found.group(1)).filter(other -> !other.equals(own))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noTwoPackagesNeedEachOther() throws IOException {
        Map<String, Set<String>> needs = needs();
        assertTrue(needs.get("cli").contains("evidence"), () -> "imports are not found: " + needs);
        assertEquals(Set.of(), entangled(needs));
    }

    @Test
    void aCircleIsFound() {
        assertEquals(Set.of("a", "b", "c"), entangled(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of())));
    }
}
