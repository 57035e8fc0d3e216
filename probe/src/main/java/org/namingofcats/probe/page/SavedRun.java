package org.namingofcats.probe.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import org.namingofcats.probe.page.Feed.Recording;

/**
 * A recording as one HTML file that plays it without a server: the very page, with its style and its modules inside and the
 * recording in place of the stream. A browser lets no file import another, so the modules are joined to one; and the file may
 * run that script and no other.
 */
final class SavedRun {
    private SavedRun() {}

    static String of(Recording recording, ObjectMapper json) {
        String script = Assets.MODULES.stream().map(Assets::text).map(SavedRun::joined).collect(Collectors.joining("\n"));
        String style = Assets.text("page.css");
        String policy = "default-src 'none'; img-src data:; script-src '%s'; style-src '%s'".formatted(hash(script), hash(style));
        return Assets.text("page.html")
                .replace("<!-- policy -->", "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">")
                .replace("<link rel=\"icon\" href=\"cat.svg\">", "<link rel=\"icon\" href=\"data:image/svg+xml;base64,"
                        + Base64.getEncoder().encodeToString(Assets.text("cat.svg").getBytes(StandardCharsets.UTF_8)) + "\">")
                .replace("<link rel=\"stylesheet\" href=\"page.css\">", "<style>" + style + "</style>")
                .replace("<script type=\"module\" src=\"page.js\"></script>", "<script type=\"application/json\" id=\"recording\">"
                        + text(recording, json) + "</script>\n<script type=\"module\">" + script + "</script>");
    }

    private static String joined(String module) {
        return module.replaceAll("(?m)^import .*;\\R", "").replaceAll("(?m)^export ", "");
    }

    /** No "<" may end the element that it stands in; JSON has another way to write it. */
    private static String text(Recording recording, ObjectMapper json) {
        try {
            return json.writeValueAsString(recording).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of strings and numbers do not fail
        }
    }

    private static String hash(String text) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
