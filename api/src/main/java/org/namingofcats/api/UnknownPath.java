package org.namingofcats.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A workload that does not know a path says who it is all the same: its 404 must not pass for the ingress controller's. A malformed
 * nonce is refused as everywhere else; thrown from here it would be an error of the server.
 */
class UnknownPath {

    @Inject
    PassportOffice office;

    @ServerExceptionMapper
    Response notFound(NotFoundException unknown, HttpServerRequest request) {
        try {
            return Response.status(Response.Status.NOT_FOUND).entity(office.issue(request)).type(MediaType.APPLICATION_JSON_TYPE).build();
        } catch (BadRequestException malformed) {
            return malformed.getResponse();
        }
    }
}
