package org.namingofcats.probe.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * Draws the pictures that the pages link to, {@code img/<path>.svg}, from {@code probe explain}. Which pod answers is
 * chance: a drawing that tells the same journey as the one that is there does not replace it.
 */
final class Drawings {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** One of the draws is likely to go the old one's way. */
    private static final int DRAWS = 4;

    private final Shell shell;
    private final Mask mask;

    Drawings(Shell shell, Mask mask) {
        this.shell = shell;
        this.mask = mask;
    }

    /** Names of the paths whose drawings the pages show. */
    static List<String> wanted(List<Page> pages) {
        return pages.stream().flatMap(page -> page.links().stream()).filter(link -> link.matches("img/[a-z-]+\\.svg"))
                .map(link -> link.substring(4, link.length() - 4)).distinct().toList();
    }

    /**
     * Draws one.
     *
     * @param scratch folder to draw in
     * @return whether the file is another one now
     * @throws ProbeException when the path has nothing to tell of in this lab, or cannot be asked
     */
    boolean renew(String path, Path file, Path scratch) throws IOException, InterruptedException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        String drawn = "";
        for (int draw = 0; draw < DRAWS; draw++) {
            Path fresh = scratch.resolve(path + ".svg");
            Shell.Ran ran = shell.run("probe/probe explain " + path + " --svg '" + fresh + "'", PATIENCE);
            if (ran.exitCode() != 0) {
                throw new ProbeException(ExitCode.FAILED, "probe explain " + path,
                        ran.output().isEmpty() ? "no output" : ran.output().getLast());
            }
            drawn = masked(Files.readString(fresh));
            if (journey(drawn).equals(journey(old))) {
                return false;
            }
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, drawn);
        return true;
    }

    /** In a drawing a node is called by what it is, and a pod by whose it is. */
    private String masked(String svg) {
        return mask.of(svg).replace("…-w…", "worker").replace("…-control-plane", "control-plane");
    }

    /** The stations and what they mean, without the evidence, whose lines differ with the pod that was chosen. */
    private static String journey(String svg) {
        return svg.lines().filter(line -> Stream.of("title", "place", "mean").anyMatch(style -> line.startsWith("<text class=\"" + style + "\"")))
                .map(line -> line.replaceAll(" [xy]=\"\\d+\"", "")).collect(Collectors.joining("\n"));
    }
}
