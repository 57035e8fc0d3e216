import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * {@code java Merge.java OUT JAR…}: one jar with what is in all of them. A JVM opens each jar of its class path and reads its table of contents
 * before it has found the first class of the application, which is the last there: of a hundred jars that was a seventh of a start. What jars may
 * have each, services and properties, is put together; licences are kept by the name of their jar. Of a class there must not be two.
 */
public class Merge {
    private static final Pattern LEFT_OUT = Pattern.compile("META-INF/MANIFEST\\.MF|META-INF/INDEX\\.LIST|META-INF/[^/]+\\.(SF|RSA|DSA)|META-INF/maven/.*|META-INF/jandex\\.idx|(.*/)?module-info\\.class");
    private static final Pattern TOGETHER = Pattern.compile("META-INF/services/[^/]+|META-INF/.*\\.properties");
    private static final Pattern LEGAL = Pattern.compile("META-INF/(?:LICENSE|NOTICE|DEPENDENCIES)[^/]*");
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private Merge() {}

    /** @param args the jar to write, then those that go into it */
    public static void main(String[] args) throws IOException {
        var merge = new Merge();
        for (var jar : Arrays.copyOfRange(args, 1, args.length)) {
            merge.add(Path.of(jar));
        }
        merge.write(Path.of(args[0]));
    }

    private void add(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            for (var entry : jar.stream().filter(one -> !one.isDirectory() && !LEFT_OUT.matcher(one.getName()).matches()).toList()) {
                var name = entry.getName();
                var bytes = jar.getInputStream(entry).readAllBytes();
                if (LEGAL.matcher(name).matches()) {
                    name = "META-INF/libraries/" + path.getFileName() + name.substring(name.lastIndexOf('/'));
                }
                var there = contents.putIfAbsent(name, bytes);
                if (there == null || Arrays.equals(there, bytes)) {
                    continue;
                }
                if (TOGETHER.matcher(name).matches()) {
                    contents.put(name, together(there, bytes));
                } else if (name.endsWith(".class")) {
                    throw new IOException(name + " of " + path.getFileName() + " is in another jar as well, and not the same");
                } // else the first one counts, as on a class path
            }
        }
    }

    /** Bytes, since not all properties are UTF-8. */
    private static byte[] together(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    private void write(Path out) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (var zip = new ZipOutputStream(Files.newOutputStream(out))) {
            begin(zip, JarFile.MANIFEST_NAME);
            manifest.write(zip);
            for (var one : contents.entrySet()) {
                begin(zip, one.getKey());
                zip.write(one.getValue());
            }
        }
    }

    /** The same libraries give the same jar. */
    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }
}
