package org.namingofcats.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A workload that does not know a path says who it is all the same: its 404 must not pass for the ingress controller's. */
class UnknownPath {

    @Inject
    PassportOffice office;

    @ServerExceptionMapper
    RestResponse<Passport> notFound(NotFoundException unknown, HttpServerRequest request) {
        return RestResponse.ResponseBuilder.create(Response.Status.NOT_FOUND, office.issue(request))
                .type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
