package org.namingofcats.servicea;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.namingofcats.api.Passport;

/**
 * The other container of this pod, on the private name that only the pod itself knows: localhost. Asked by the HTTP client of Vert.x,
 * which is in every service anyway: for one request without parameters a REST client would cost this one a fifth of its start's CPU time
 * (docs/where-the-time-goes.md).
 */
@Singleton
class SidecarClient {

    private static final String NO_PASSPORT = "it answers something else than a passport";

    private final ObjectMapper json;
    private final HttpClient http;
    private final RequestOptions to;
    private final int millis;

    @Inject
    SidecarClient(Vertx vertx, ObjectMapper json, @ConfigProperty(name = "sidecar.url") URI url,
            @ConfigProperty(name = "sidecar.connect-timeout") int connectMillis, @ConfigProperty(name = "sidecar.timeout") int millis) {
        this.json = json;
        this.http = vertx.createHttpClient();
        this.to = new RequestOptions().setHost(url.getHost()).setPort(url.getPort()).setConnectTimeout(connectMillis);
        this.millis = millis;
    }

    /** The sidecar's passport, or why there is none; a {@code null} nonce sends no header. Each subscription asks anew. */
    Uni<Passport> passport(String nonce) {
        return Uni.createFrom().completionStage(() -> ask(nonce));
    }

    private CompletionStage<Passport> ask(String nonce) {
        var options = new RequestOptions(to);
        if (nonce != null) {
            options.putHeader(Passport.NONCE_HEADER, nonce);
        }
        return http.request(options).compose(this::answer).map(body -> read(body, nonce)).toCompletionStage();
    }

    /** All of the answer; the request's own time-out would end with its head. A connection on which no more comes is given up: there are five. */
    private Future<Buffer> answer(HttpClientRequest request) {
        return request.send().compose(SidecarClient::body).timeout(millis, TimeUnit.MILLISECONDS).recover(cause -> {
            if (!(cause instanceof TimeoutException)) {
                return Future.failedFuture(cause);
            }
            request.reset();
            return Future.failedFuture("it has not answered within " + millis + " ms");
        });
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200 ? response.body() : Future.failedFuture("it answers " + response.statusCode());
    }

    private Passport read(Buffer body, String nonce) {
        Passport passport;
        try {
            passport = json.readValue(body.getBytes(), Passport.class);
        } catch (IOException e) {
            throw new IllegalStateException(NO_PASSPORT, e);
        }
        if (passport == null || passport.service() == null) { // any JSON object can be read as one
            throw new IllegalStateException(NO_PASSPORT);
        }
        if (!Objects.equals(nonce, passport.nonce())) {
            throw new IllegalStateException("it answers another request");
        }
        return passport;
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
