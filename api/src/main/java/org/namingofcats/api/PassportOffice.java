package org.namingofcats.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Issues the passport of this container for a request. */
@ApplicationScoped
public class PassportOffice {

    /** Headers beside {@code x-forwarded-*} that a proxy adds. */
    private static final List<String> PROXY_HEADERS = List.of("forwarded", "via", "x-envoy-external-address", "x-request-id");

    @Inject
    Whereabouts self;

    private String macAddress;
    private String networkNamespace;

    /** Both are system calls and cannot change while the pod lives, so not on the event loop at each request. */
    @PostConstruct
    void look() {
        macAddress = MacAddress.of(self.podIp.orElse(null));
        networkNamespace = NetworkNamespace.inode();
    }

    /** The passport for {@code request}; a malformed nonce is a {@link jakarta.ws.rs.BadRequestException}. */
    public Passport issue(HttpServerRequest request) {
        return new Passport(
                Nonce.of(request.headers().getAll(Passport.NONCE_HEADER)),
                self.service,
                self.pod.orElse(null),
                self.podUid.orElse(null),
                self.podIp.orElse(null),
                self.node.orElse(null),
                self.container.orElse(null),
                macAddress,
                networkNamespace,
                request.path(),
                peer(request),
                forwarded(request));
    }

    /** The TCP peer of the connection: a header must not be able to claim another. */
    private static String peer(HttpServerRequest request) {
        return request.connection().remoteAddress().hostAddress();
    }

    private static Map<String, String> forwarded(HttpServerRequest request) {
        var found = new TreeMap<String, String>();
        for (var header : request.headers()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-forwarded-") || PROXY_HEADERS.contains(name)) {
                // A header that came twice means the same as one with both values, RFC 9110 section 5.3.
                found.merge(name, header.getValue(), (first, next) -> first + ", " + next);
            }
        }
        return found;
    }
}
