package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The lab's own pages keep the rules; what they say is run by {@code make labs}. */
class LabPagesTest {

    @TestFactory
    Stream<DynamicTest> everyPageKeepsTheRules() throws IOException {
        return OpenPage.open(List.of(Path.of("../labs"))).stream().map(open -> DynamicTest.dynamicTest(open.page().name(),
                () -> assertEquals(List.of(), PageRules.brokenBy(open.page(), open.book()))));
    }
}
