package org.namingofcats.probe.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page that is one file and needs nothing else: a template with the report's style inside, which escapes whatever it is given. */
public final class OneFile {
    private OneFile() {}

    /** By an engine of its own, so that it can be written without a container around it. */
    public static TemplateInstance of(String template) {
        return Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build().parse(resource(template), Variant.forContentType(Variant.TEXT_HTML))
                .data("css", new RawString(resource("report.css")));
    }

    private static String resource(String name) {
        try (InputStream in = OneFile.class.getResourceAsStream("/templates/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
