package org.namingofcats.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NetworkNamespaceTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void ownInodeIsANumber() {
        assertTrue(NetworkNamespace.inode().matches("\\d+"));
    }

    @Test
    void inodeIsTheNumberInTheLink() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("net"), Path.of("net:[4026531840]"));
        assertEquals("4026531840", NetworkNamespace.inode(link));
    }

    @Test
    void anotherLinkOrNoneIsNull() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("ipc"), Path.of("ipc:[4026531839]"));
        assertNull(NetworkNamespace.inode(link));
        assertNull(NetworkNamespace.inode(folder.resolve("missing")));
    }
}
