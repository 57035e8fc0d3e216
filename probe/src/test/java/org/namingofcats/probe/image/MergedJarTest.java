package org.namingofcats.probe.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar of an image's libraries, made by {@code cluster/train/Merge.java}. */
@Timeout(60)
class MergedJarTest {
    @TempDir
    Path folder;

    private Path jar(String name, Map<String, String> contents) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> one : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes());
            }
        }
        return jar;
    }

    /** What the program says; nothing when it has made the jar. */
    private String merge(Path... jars) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java"), Path.of("../cluster/train/Merge.java"),
                folder.resolve("all.jar")), Stream.of(jars)).map(Path::toString).toList();
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(50, TimeUnit.SECONDS), "it does not come to an end");
        assertEquals(Files.size(said) == 0, process.exitValue() == 0, () -> "it ended with " + process.exitValue());
        return Files.readString(said);
    }

    private Map<String, String> merged() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (JarFile jar = new JarFile(folder.resolve("all.jar").toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                contents.put(entry.getName(), new String(jar.getInputStream(entry).readAllBytes()).strip());
            }
        }
        return contents;
    }

    @Test
    void allIsThereThatAnybodyLooksForAndWhatEachMayHaveIsPutTogether() throws Exception {
        Path a = jar("a.jar", Map.of("a/", "", "a/A.class", "A", "META-INF/services/cat.Name", "a.Name", "META-INF/cats.properties", "a=1", "META-INF/LICENSE", "of a",
                "META-INF/SIGNED.SF", "a", "module-info.class", "a", "META-INF/maven/a/pom.xml", "a", "a.txt", "of a"));
        Path b = jar("b.jar", Map.of("a/A.class", "A", "b/B.class", "B", "META-INF/versions/21/b/B.class", "B of 21", "META-INF/services/cat.Name", "b.Name",
                "META-INF/cats.properties", "b=2", "META-INF/LICENSE", "of b", "a.txt", "of b"));
        assertEquals("", merge(a, b));
        assertEquals(new TreeMap<>(Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMulti-Release: true", "a/A.class", "A", "b/B.class", "B",
                "META-INF/versions/21/b/B.class", "B of 21", "META-INF/services/cat.Name", "a.Name\nb.Name", "META-INF/cats.properties", "a=1\nb=2",
                "META-INF/libraries/a.jar/LICENSE", "of a", "META-INF/libraries/b.jar/LICENSE", "of b", "a.txt", "of a")), merged());
    }

    @Test
    void theSameLibrariesGiveTheSameJar() throws Exception {
        Path a = jar("a.jar", Map.of("a/A.class", "A"));
        assertEquals("", merge(a));
        byte[] first = Files.readAllBytes(folder.resolve("all.jar"));
        Thread.sleep(2_100); // times in a jar are of two seconds
        assertEquals("", merge(jar("a.jar", Map.of("a/A.class", "A"))));
        assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(folder.resolve("all.jar"))));
    }

    @Test
    void ofAClassThereMustNotBeTwo() throws Exception {
        String said = merge(jar("a.jar", Map.of("a/A.class", "A")), jar("b.jar", Map.of("a/A.class", "another")));
        assertTrue(said.contains("a/A.class of b.jar is in another jar as well, and not the same"), said);
    }
}
