package org.namingofcats.probe.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, because a JVM reads its policy once, and with the agent's logging, which looks names up. */
class DnsCacheTest {
    @Test
    void namesAreLookedUpAnew(@TempDir Path folder) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 cat.test\n");
        Process fresh = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Djdk.net.hosts.file=" + hosts,
                "-cp", System.getProperty("java.class.path"), Fresh.class.getName(), hosts.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(List.of("127.0.0.1", "none", "127.0.0.2", "127.0.0.3"),
                new String(fresh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }

    /** Looks up a name that moves and one that comes to be. */
    static final class Fresh {
        public static void main(String[] hosts) throws IOException {
            DnsCache.off();
            lookUp("cat.test");
            lookUp("dog.test");
            Files.writeString(Path.of(hosts[0]), "127.0.0.2 cat.test\n127.0.0.3 dog.test\n");
            lookUp("cat.test");
            lookUp("dog.test");
        }

        private static void lookUp(String name) {
            try {
                System.out.println(InetAddress.getByName(name).getHostAddress());
            } catch (UnknownHostException e) {
                System.out.println("none");
            }
        }
    }
}
