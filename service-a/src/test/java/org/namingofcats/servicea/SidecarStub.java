package org.namingofcats.servicea;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import org.namingofcats.api.Passport;

/** A sidecar on a port of its own that can be stopped, started again, or left without an answer. */
public class SidecarStub implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;
    private int port;
    private volatile boolean silent;
    private volatile boolean halting;
    private volatile int status = 200;
    private volatile String says;

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("sidecar.url", "http://127.0.0.1:" + port);
    }

    @Override
    public void stop() {
        down();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SidecarStub.class));
    }

    /** Answers, at the same port as before; does nothing if it does so already. */
    void up() {
        silent = false;
        halting = false;
        status = 200;
        says = null;
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            port = server.getAddress().getPort();
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }
    }

    /** Connections are refused. */
    void down() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Connections are taken, answers do not come. */
    void silent() {
        silent = true;
    }

    /** Answers begin and do not come to their end. */
    void halting() {
        halting = true;
    }

    /** Answers are these. */
    void says(int status, String body) {
        this.status = status;
        this.says = body;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (silent) {
            return;
        }
        var nonce = exchange.getRequestHeaders().getFirst(Passport.NONCE_HEADER);
        var passport = """
                {"service": "sidecar", "nonce": %s, "path": "%s"}
                """.formatted(nonce == null ? null : '"' + nonce + '"', exchange.getRequestURI());
        var body = (says == null ? passport : says).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, halting ? body.length + 1 : body.length);
        exchange.getResponseBody().write(body);
        if (halting) {
            exchange.getResponseBody().flush();
            return;
        }
        exchange.close();
    }
}
