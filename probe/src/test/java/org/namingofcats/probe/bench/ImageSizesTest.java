package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of images that share layers, from what tar and Docker tell. */
class ImageSizesTest {
    private static final List<String> LISTING = List.of(
            "drwxr-xr-x 0/0               0 2026-11-26 00:45 base/",
            "-rw-r--r-- 0/0             100 2026-11-26 00:45 base/layer.tar",
            "-rw-r--r-- 0/0              20 2026-11-26 00:45 lib/layer.tar",
            "lrwxrwxrwx 0/0               0 2026-11-26 00:45 same/layer.tar -> ../lib/layer.tar",
            "-rw-r--r-- 0/0               3 2026-11-26 00:45 a/layer.tar",
            "-rw-r--r-- 0/0               4 2026-11-26 00:45 b/layer.tar",
            "-rw-r--r-- 0/0             999 2026-11-26 00:45 manifest.json");
    private static final String MANIFEST = """
            [{"RepoTags":["a:1"],"Layers":["base/layer.tar","lib/layer.tar","a/layer.tar"]},
             {"RepoTags":["b:1"],"Layers":["base/layer.tar","same/layer.tar","b/layer.tar"]}]""";

    @Test
    void whatIsSharedIsThereOnce() throws Exception {
        ImageSizes sizes = ImageSizes.parse(LISTING, new ObjectMapper().readTree(MANIFEST));
        assertEquals(127, sizes.total());
        assertEquals(3, sizes.unique("a:1"));
        assertEquals(4, sizes.unique("b:1"));
    }

    @Test
    void theListOfAnotherTarIsReadAsWell() throws Exception {
        ImageSizes sizes = ImageSizes.parse(List.of(
                "drwxr-xr-x  0 0      0           0 Nov 26 00:45 base/",
                "-rw-r--r--  0 0      0         100 Nov 26 00:45 base/layer.tar",
                "-rw-r--r--  0 root   wheel      20 26 Nov  2025 lib/layer.tar",
                "lrwxrwxrwx  0 0      0           0 Nov 26 00:45 same/layer.tar -> ../lib/layer.tar",
                "-rw-r--r--  0 0      0           3 Nov 26 00:45 a/layer.tar",
                "-rw-r--r--  0 0      0           4 Nov 26 00:45 b/layer.tar"), new ObjectMapper().readTree(MANIFEST));
        assertEquals(127, sizes.total());
        assertEquals(4, sizes.unique("b:1"));
    }

    /** What counted as nothing would meet the aim. */
    @Test
    void aLayerWithoutASizeIsSaid() {
        BenchFailure failure = assertThrows(BenchFailure.class, () -> ImageSizes.parse(LISTING.subList(0, 5), new ObjectMapper().readTree(MANIFEST)));
        assertEquals("tar lists no size of layer b/layer.tar in a form that is known: put GNU tar first in the PATH", failure.getMessage());
    }

    @Test
    @Timeout(60)
    void whatIsSavedDoesNotOutliveTheProcess(@TempDir Path folder) throws Exception {
        Path docker = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("docker"), "#!/bin/sh\ntouch $3 $3.part\nkill $PPID\nexec sleep 30\n");
        assertTrue(docker.toFile().setExecutable(true));
        Path saved = Files.createDirectory(folder.resolve("saved"));
        ProcessBuilder process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + saved, "-cp", System.getProperty("java.class.path"), Saves.class.getName()).inheritIO();
        process.environment().merge("PATH", docker.getParent() + ":", (path, own) -> own + path);
        assertEquals(143, process.start().waitFor(), "ended by SIGTERM");
        try (Stream<Path> left = Files.list(saved)) {
            assertEquals(List.of(), left.filter(path -> !path.endsWith("hsperfdata_" + System.getProperty("user.name"))).toList());
        }
    }

    /** Is ended while Docker saves. */
    static final class Saves {
        public static void main(String[] none) {
            ImageSizes.of(List.of("a:1"), new ObjectMapper());
        }
    }
}
