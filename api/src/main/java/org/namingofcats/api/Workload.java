package org.namingofcats.api;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * What every service of the lab answers; a service is a subclass at {@code @Path("/")} with the paths of its own. Each says that it
 * answers JSON: without it that would be found out anew for each request, a twelfth of its CPU time.
 */
public abstract class Workload {

    @Inject
    PassportOffice office;

    @Inject
    Receipts receipts;

    /** Who answers here. Cheap, so on the event loop: a latency measured through it is the network's. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public Passport root(@Context HttpServerRequest request) {
        return answer(request);
    }

    /** How many requests with this nonce this container has answered. */
    @GET
    @Path("receipts/{nonce}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public Receipt receipt(String nonce) {
        return receipts.of(Nonce.checked(nonce));
    }

    /** The same of each of several nonces, in the order in which they are asked for. */
    @GET
    @Path("receipts/" + Nonce.RESERVED)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public List<Receipt> receipts(@QueryParam("nonce") List<String> nonces) {
        return nonces.stream().map(Nonce::checked).map(receipts::of).toList();
    }

    /** What this container has answered from its answer number {@code from} on; without it only where it stands. */
    @GET
    @Path("receipts")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public ReceiptRoll receipts(@QueryParam("from") @DefaultValue("-1") String from) {
        try {
            return receipts.from(Long.parseLong(from));
        } catch (NumberFormatException e) {
            throw new Malformed("from must be the number of an answer"); // as a long it would be an unknown path
        }
    }

    /** A passport, counted once it is made. */
    protected Passport answer(HttpServerRequest request) {
        var passport = office.issue(request);
        receipts.count(passport.nonce());
        return passport;
    }
}
