package org.namingofcats.probe.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.namingofcats.probe.page.Assets.Asset;
import org.namingofcats.probe.page.Clicks.Answer;

/** Answers a browser: the page's files, the stream of what happens, the buttons, the recording. */
final class PageHandler implements HttpHandler {
    /** Windows at once. Each holds one of the six connections that a browser has to a server; it loads and orders by the others. */
    private static final int STREAMS = 4;
    /** A window that is gone is noticed when something is written to it, and its place is another's. */
    private static final int HEARTBEAT_SECONDS = 1;
    private static final int MILLIS_TO_COME_AGAIN = 2_000;
    private static final int LONGEST_ORDER = 1_000;
    private static final String JSON = "application/json";
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin", "Cache-Control", "no-store");

    private final Guard guard;
    private final Feed feed;
    private final Clicks clicks;
    private final ObjectMapper json;
    private final Semaphore streams = new Semaphore(STREAMS);

    PageHandler(Guard guard, Feed feed, Clicks clicks, ObjectMapper json) {
        this.guard = guard;
        this.feed = feed;
        this.clicks = clicks;
        this.json = json;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ALWAYS.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            Optional<String> refused = guard.stranger(exchange.getRequestHeaders());
            if (refused.isPresent()) {
                say(exchange, 403, refused.get());
            } else {
                switch (exchange.getRequestMethod()) {
                    case "GET" -> get(exchange, exchange.getRequestURI().getPath().substring(1));
                    case "POST" -> post(exchange, exchange.getRequestURI().getPath().substring(1));
                    default -> say(exchange, 405, "GET and POST are all that this page knows.");
                }
            }
        }
    }

    private void get(HttpExchange exchange, String name) throws IOException {
        boolean secret = name.equals("events") || name.equals("save");
        Optional<String> refused = secret ? guard.uninvited(exchange.getRequestHeaders(), exchange.getRequestURI().getQuery())
                : Optional.empty();
        Optional<Asset> asset = secret ? Optional.empty() : Assets.named(name.isEmpty() ? "page.html" : name);
        if (refused.isPresent()) {
            say(exchange, 403, refused.get());
        } else if (name.equals("events")) {
            stream(exchange);
        } else if (name.equals("save")) {
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"naming-of-cats-%s.html\""
                    .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[^0-9TZ]", "")));
            send(exchange, 200, "text/html; charset=utf-8", SavedRun.of(feed.recording(), json));
        } else if (asset.isPresent()) {
            send(exchange, 200, asset.get().type(), asset.get().text());
        } else {
            say(exchange, 404, "There is no " + name + " here.");
        }
    }

    private void post(HttpExchange exchange, String button) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        Optional<String> refused = guard.outsider(headers);
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_ORDER + 1);
        if (refused.isPresent()) {
            say(exchange, 403, refused.get());
        } else if (body.length > LONGEST_ORDER || !JSON.equals(headers.getFirst("Content-Type"))) {
            say(exchange, 400, "That is no order: it is not JSON as the page sends it.");
        } else {
            Answer answer = clicks.click(button, new String(body, StandardCharsets.UTF_8));
            say(exchange, answer.status(), answer.said());
        }
    }

    /** Server-sent events: the table first, then each change. https://html.spec.whatwg.org/multipage/server-sent-events.html */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        if (!streams.tryAcquire()) {
            full(exchange.getResponseBody());
            return;
        }
        try (Reader reader = feed.read(); OutputStream out = exchange.getResponseBody()) {
            event(out, "table", reader.table());
            while (!reader.isBehind()) {
                Optional<Entry> entry = reader.next(HEARTBEAT_SECONDS);
                if (entry.isPresent()) {
                    event(out, "change", entry.get());
                } else {
                    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.release();
        }
    }

    /** As an event: of an answer with another status a window learns no more than that, and it does not come again by itself. */
    private void full(OutputStream out) throws IOException {
        try (out) {
            out.write(("retry: " + MILLIS_TO_COME_AGAIN + "\n").getBytes(StandardCharsets.UTF_8));
            event(out, "full", "too many windows: this page is open in " + STREAMS + " already, close one");
        }
    }

    private void event(OutputStream out, String name, Object data) throws IOException {
        out.write(("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void say(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, JSON, json.writeValueAsString(Map.of("said", text)));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
