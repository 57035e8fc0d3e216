package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Said;

/** Whenever the process ends, neither the container nor the image that it is of stays, and the image goes last: before, it could not. */
@Timeout(60)
class StartTimeTest {

    @ParameterizedTest(name = "in the middle of docker {0}")
    @CsvSource(delimiter = '|', value = {
        "inspect | run commit rm run rm rmi",
        "started | run commit rm run started rm rmi",
        "commit  | run commit committed rm rmi",
        "nothing | run commit rm run rm rmi"})
    void nothingStaysBehind(String middle, String commands) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Ends.class.getName(), middle).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(List.of(commands.split(" ")), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }

    /** Docker that removes nothing: what it made is still listed, unless it made nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"left | container, image", "none | ''", "not to be had | container, image"})
    void whatDockerDoesNotRemoveIsSaid(String list, String told) {
        Docker docker = new Docker(command -> switch (command.get(1)) {
            case "rmi" -> Reading.failed("docker rmi ended with 1");
            case "rm" -> Reading.failed("docker rm ended with 1");
            case "ps", "images" -> list.equals("not to be had") ? Reading.failed("no daemon") : Reading.of(list.equals("left") ? List.of("f00") : List.of());
            case "inspect" -> Reading.failed("gone");
            default -> Reading.of(List.of());
        });
        StartTime start = new StartTime(docker, "cluster=cats");
        String said = Said.by(() -> {
            try (DefaultArchive archive = new DefaultArchive(docker, "cat", "cluster=cats", start::stop)) {
                assertThrows(BenchFailure.class, () -> start.millis(archive.image(), archive.command()));
            }
        });
        assertEquals(told, said.lines().filter(line -> line.matches("probe: .* stays behind: docker rmi? ended with 1")).map(line -> line.split(" ")[1])
                .collect(Collectors.joining(", ")), said);
    }

    /** Ends in the middle of a command of Docker's, which tells its containers by their names. */
    static final class Ends {
        public static void main(String[] middle) {
            Docker docker = new Docker(command -> {
                String word = command.get(1);
                if (word.equals("inspect")) { // which others may do at that time
                    if (middle[0].equals("inspect")) {
                        end(60_000);
                    }
                    return Reading.failed("no such container");
                }
                System.out.println(word);
                String later = command.contains("--detach") ? "started" : word;
                if (later.equals(middle[0])) {
                    end(1_000);
                    System.out.println(later.replace("commit", "committed"));
                }
                return Reading.of(List.of());
            });
            StartTime start = new StartTime(docker, "cluster=cats");
            try (DefaultArchive archive = new DefaultArchive(docker, "cat", "cluster=cats", start::stop)) {
                start.millis(archive.image(), archive.command());
            }
        }

        private static void end(int millis) {
            Thread.ofPlatform().start(() -> System.exit(0));
            try {
                while (!isEnding()) {
                    Thread.sleep(10);
                }
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A process that ends takes no hooks any more. */
        private static boolean isEnding() {
            Thread hook = new Thread(() -> { });
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                Runtime.getRuntime().removeShutdownHook(hook);
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        }
    }
}
