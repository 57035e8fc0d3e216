package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.path.NetworkPath;
import picocli.CommandLine;

/** What a command says of itself is what it takes. */
@QuarkusTest
class HelpTest {
    @Inject
    CommandLine.IFactory beans;

    @Inject
    @All
    List<NetworkPath> paths;

    /** A script that calls it finds there what each end means. */
    @ParameterizedTest
    @CsvSource({"dial, 0 1 2 64 69 77", "race, 0 1 2 64 69 77", "prove, 0 1 2 64 69 77", "soak, 0 1 2 64 69 77", "lab incident, 0 1 2 64 69 77", "lab, 0 1 2 64 69 77",
        "lab start, 0 1 64 69 77", "lab reset, 0 1 64 69 77", "lab hint, 0 1 64 69 77", "lab diagnose, 0 1 64 69 77"})
    void everyWayToEndIsNamed(String command, String codes) {
        String help = Told.by(beans, (command + " --help").split(" ")).out();
        List<String> named = Pattern.compile("(?m)^  +(\\d+) +\\S").matcher(help.substring(help.indexOf("Exit codes:"))).results()
                .map(code -> code.group(1)).toList();
        assertEquals(List.of(codes.split(" ")), named, help);
    }

    /** Not of a release that there has not been yet. */
    @Test
    void theVersionIsTheBuilds() throws IOException {
        String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
        assertEquals("The Naming of Cats " + version, Told.by(beans, "--version").out().strip());
    }

    @Test
    void explainNamesEveryPath() {
        String help = Told.by(beans, "explain", "--help").out().replaceAll("\\s+", "");
        String completion = Told.by(beans, "completion").out();
        paths.forEach(path -> {
            assertTrue(help.contains(path.name()), () -> path.name() + " is not in " + help);
            assertTrue(completion.contains("\"" + path.name() + "\""), () -> path.name() + " is not completed");
        });
    }
}
