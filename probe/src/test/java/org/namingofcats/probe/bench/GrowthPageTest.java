package org.namingofcats.probe.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namingofcats.probe.trouble.ProbeException;

/** A growth in one mode of kube-proxy renews its own table, and the drawing of both. */
class GrowthPageTest {
    private static final String IPTABLES = "<!-- probe bench growth, iptables, writes from here -->\nold i\n<!-- probe bench growth, iptables, writes until here -->\n";
    private static final String NFTABLES = "<!-- probe bench growth, nftables, writes from here -->\nold n\n<!-- probe bench growth, nftables, writes until here -->\n";

    private final ObjectMapper json = new ObjectMapper();
    @TempDir
    Path folder;
    private Path page;

    @BeforeEach
    void aPageWithBothParts() throws Exception {
        page = Files.writeString(folder.resolve("page.md"), "# Before\n" + IPTABLES + "between\n" + NFTABLES + "after\n");
    }

    @Test
    void theOtherModesTableStays() throws Exception {
        write("nftables", 1.2);
        String text = Files.readString(page);
        assertTrue(text.startsWith("# Before\n" + IPTABLES + "between\n") && text.endsWith("\nafter\n"), text);
        assertFalse(text.contains("old n"), text);
        assertTrue(text.contains("kube-proxy in nftables mode, 30 rounds"), text);
        assertTrue(text.contains("| ClusterIP ÷ pod IP, new connection, 1,000 other Services | 1.200 |"), text);
        assertTrue(text.contains("Noise: 0 of 360 rounds of an arm dropped as noisy"), text);
        assertTrue(Files.exists(folder.resolve("bench-growth-nftables.json")));
        assertFalse(Files.exists(folder.resolve("bench-growth-iptables.json")));
    }

    @Test
    void theDrawingIsOfWhatIsRecordedForBoth() throws Exception {
        write("nftables", 1.2);
        assertEquals(GrowthDrawing.of(List.of(recorded("nftables"))), Files.readString(folder.resolve("img/growth.svg")));
        write("iptables", 1.5);
        assertEquals(GrowthDrawing.of(List.of(recorded("iptables"), recorded("nftables"))), Files.readString(folder.resolve("img/growth.svg")));
    }

    @Test
    void aPageThatLacksThePartOfOneModeIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Files.writeString(page, IPTABLES);
        ProbeException refused = assertThrows(ProbeException.class, () -> PerformancePage.of(page, Subject.GROWTH));
        assertTrue(refused.getMessage().contains("has no part for a bench"), refused::getMessage);
    }

    @Test
    void aRecordedFileThatIsNoneIsNamedAndNothingIsWritten() throws Exception {
        String before = Files.readString(page);
        Files.writeString(folder.resolve("bench-growth-iptables.json"), "{}");
        ProbeException refused = assertThrows(ProbeException.class, () -> write("nftables", 1.2));
        assertTrue(refused.getMessage().contains("bench-growth-iptables.json is no bench"), refused::getMessage);
        assertEquals(before, Files.readString(page));
    }

    private void write(String mode, double last) {
        PerformancePage.of(page, Subject.GROWTH).write(Tallies.growth(mode, last, 1), json);
    }

    private BenchReport recorded(String mode) {
        return BenchFiles.read(folder.resolve("bench-growth-" + mode + ".json"), json);
    }
}
