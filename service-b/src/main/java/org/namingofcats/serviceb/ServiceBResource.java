package org.namingofcats.serviceb;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.namingofcats.api.Passport;
import org.namingofcats.api.Workload;

/** The other visible service: several replicas, told apart by their passports. */
@Path("/")
public class ServiceBResource extends Workload {

    /** The path that the Ingress routes here, and whatever lies below it. */
    @GET
    @Path("myPathB{rest:(/.*)?}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public Passport myPathB(@Context HttpServerRequest request) {
        return answer(request);
    }
}
