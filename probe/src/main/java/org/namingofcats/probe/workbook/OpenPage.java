package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * A page that was asked for, beside the whole book that it belongs to.
 *
 * @param page one page
 * @param book every page of its folder, in the order of their names
 */
record OpenPage(Page page, List<Page> book) {

    /**
     * @param places folders, for all their pages, and single pages
     * @throws ProbeException when one of them is not there or cannot be understood
     */
    static List<OpenPage> open(List<Path> places) throws IOException {
        List<OpenPage> found = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                List<Page> book = read(place);
                book.forEach(page -> found.add(new OpenPage(page, book)));
            } else if (Files.isRegularFile(place) && place.toString().endsWith(".md")) {
                List<Page> book = read(place.resolveSibling("."));
                book.stream().filter(page -> page.name().equals(place.getFileName().toString()))
                        .forEach(page -> found.add(new OpenPage(page, book)));
            } else {
                throw new ProbeException(ExitCode.USAGE, "no page or folder '" + place + "'",
                        "name a folder with .md pages or one of them, from the repository's root");
            }
        }
        return found;
    }

    private static List<Page> read(Path folder) throws IOException {
        List<Page> book = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder.normalize(), "*.md")) {
            for (Path file : files) {
                book.add(Page.read(file));
            }
        } catch (IOException e) {
            throw new ProbeException(ExitCode.USAGE, "a page in '" + folder + "' cannot be read (" + e + ")",
                    "pages are UTF-8 text in files called *.md");
        }
        if (book.isEmpty()) {
            throw new ProbeException(ExitCode.USAGE, "no .md page in '" + folder + "'", "name the folder of the pages");
        }
        book.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(book);
    }
}
