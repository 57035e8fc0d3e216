package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.workbook.page.Lesson;

/** A path is a bean, a manifest and a page, all of one name; none may be there without the others. */
@QuarkusTest
class CatalogueTest {

    private static final Path REPOSITORY = Path.of("..");

    @Inject
    @All
    List<NetworkPath> paths;

    @Inject
    @All
    List<Lesson> lessons;

    @Test
    void thereArePaths() {
        assertTrue(paths.size() >= 6, () -> paths.size() + " paths");
    }

    @Test
    void everyPathHasItsManifest() throws IOException {
        assertEquals(paths.stream().map(path -> path.name() + ".yaml").collect(Collectors.toSet()),
                files("k8s/paths", "*.yaml"));
    }

    @Test
    void everyPathHasItsPageAndItsRungIsThePagesNumber() throws IOException {
        Set<String> missing = paths.stream().map(path -> "%02d-%s.md".formatted(path.rung(), path.name())).collect(Collectors.toSet());
        missing.removeAll(files("labs", "*.md"));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyPathHasItsPictureOnItsPage() throws IOException {
        for (NetworkPath path : paths) {
            Page page = Page.read(REPOSITORY.resolve("labs/%02d-%s.md".formatted(path.rung(), path.name())));
            assertTrue(page.links().contains("img/" + path.name() + ".svg"), page::name);
        }
    }

    /** A page is a page and a lesson of one number; only the last page, which takes the lab down, has no lesson. */
    @Test
    void everyPageHasItsLessonAndNoNumberIsThereTwice() throws IOException {
        List<Integer> pages = files("labs", "*.md").stream().map(name -> Integer.parseInt(name.substring(0, 2))).sorted().toList();
        assertEquals(pages.stream().distinct().toList(), pages);
        assertEquals(pages.subList(0, pages.size() - 1), lessons.stream().map(Lesson::number).sorted().toList());
    }

    private static Set<String> files(String folder, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(REPOSITORY.resolve(folder), glob)) {
            var names = new java.util.HashSet<String>();
            found.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }
}
