package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
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
