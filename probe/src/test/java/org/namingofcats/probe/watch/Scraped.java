package org.namingofcats.probe.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus reads, taken apart as strictly as {@code promtool check metrics} does: each family has its help and its
 * type once and before its samples, names and labels are well formed, no series stands twice.
 * Format: <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">exposition formats</a>.
 *
 * @param types   type by family
 * @param samples value by series
 */
record Scraped(Map<String, String> types, Map<String, Double> samples) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-z][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z][a-z0-9_]*)(\\{[a-z_]+=\"[^\"\\\\\n]*\"(?:,[a-z_]+=\"[^\"\\\\\n]*\")*})? ([0-9.eE+-]+|NaN|\\+Inf)");
    private static final Set<String> KINDS = Set.of("counter", "gauge", "histogram");

    static Scraped of(Metrics metrics) {
        try (MetricsServer server = new MetricsServer(metrics.registry(), 0)) {
            return of(get(server.address()));
        }
    }

    static String get(String address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.headers().firstValue("content-type").orElse("").startsWith("text/plain; version=0.0.4")) {
                throw new AssertionError(answer + " " + answer.headers().map());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Scraped of(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        List<String> helps = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher meta = META.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (meta.matches() && meta.group(1).equals("HELP")) {
                require(!helps.contains(meta.group(2)), line);
                helps.add(meta.group(2));
            } else if (meta.matches()) {
                require(KINDS.contains(meta.group(3)) && meta.group(2).equals(helps.getLast())
                        && types.put(meta.group(2), meta.group(3)) == null, line);
            } else {
                require(sample.matches() && sample.group(1).replaceFirst(types.get(helps.getLast()).equals("histogram")
                        ? "_(bucket|sum|count)$" : "$", "").equals(helps.getLast()), line);
                require(samples.put(line.substring(0, line.lastIndexOf(' ')), Double.valueOf(sample.group(3).replace("+Inf", "Infinity"))) == null, line);
            }
        }
        return new Scraped(types, samples);
    }

    private static void require(boolean condition, String line) {
        if (!condition) {
            throw new AssertionError("not Prometheus's text format: " + line);
        }
    }

    /** The value of a series that must be there. */
    double value(String series) {
        if (!samples.containsKey(series)) {
            throw new AssertionError("no " + series + " in\n" + String.join("\n", samples.keySet()));
        }
        return samples.get(series);
    }

    List<String> series(String begin) {
        return samples.keySet().stream().filter(series -> series.startsWith(begin)).toList();
    }
}
