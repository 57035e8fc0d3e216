package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Modules that are joined to one share their names. */
class SavedRunTest {
    private static final Pattern NAMED = Pattern.compile("(?m)^(?:export )?(?:async )?(?:function|const|let|class) (\\w+)");

    @Test
    void everyModuleIsThereOnceBeforeThoseThatImportIt() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/page"))) {
            assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".js")).collect(Collectors.toSet()),
                    Set.copyOf(Assets.MODULES));
        }
        for (String module : Assets.MODULES) {
            Matcher imports = Pattern.compile("(?m)^import .* from '\\./(.*)';$").matcher(Assets.text(module));
            while (imports.find()) {
                assertTrue(Assets.MODULES.indexOf(imports.group(1)) < Assets.MODULES.indexOf(module), module + " imports " + imports.group(1));
            }
        }
    }

    @Test
    void noTwoModulesUseOneName() {
        Set<String> names = new TreeSet<>();
        for (String module : Assets.MODULES) {
            NAMED.matcher(Assets.text(module)).results().map(found -> found.group(1))
                    .forEach(name -> assertTrue(names.add(name), name + " is also in " + module));
        }
        assertTrue(names.contains("Store") && names.contains("replay"), names::toString);
    }

    @Test
    void theFileHasAllInIt() {
        Feed feed = new Feed(new ObjectMapper());
        feed.put("pod", "a", "<cat>");
        String file = SavedRun.of(feed.recording(), new ObjectMapper());
        assertTrue(file.contains("\"value\":\"\\u003ccat>\""));
        assertFalse(file.contains("<!-- policy -->") || file.contains("href=\"page.css\"") || file.contains("page.js"));
        assertFalse(Pattern.compile("(?m)^(import|export) ").matcher(file).find());
        List<String> hashes = Pattern.compile("'sha256-[^']{44}'").matcher(file).results().map(found -> found.group()).distinct().toList();
        assertEquals(2, hashes.size());
    }
}
