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

    @Override
    public Map<String, String> start() {
        up();
        return Map.of("quarkus.rest-client.sidecar.url", "http://127.0.0.1:" + port);
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

    private void answer(HttpExchange exchange) throws IOException {
        if (silent) {
            return;
        }
        var nonce = exchange.getRequestHeaders().getFirst(Passport.NONCE_HEADER);
        var body = """
                {"service": "sidecar", "nonce": %s, "path": "%s"}
                """.formatted(nonce == null ? null : '"' + nonce + '"', exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
