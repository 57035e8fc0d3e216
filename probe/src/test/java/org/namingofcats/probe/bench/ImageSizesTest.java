package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void residentMemoryIsInKibibytes() {
        assertEquals(105.472, Services.residentMegabytes("Name:\tjava\nVmHWM:\t  110000 kB\nVmRSS:\t  103000 kB\nRssAnon:\t 7 kB\n"), 1e-9);
        assertEquals(0, Services.residentMegabytes(""));
    }
}
