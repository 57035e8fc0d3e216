package org.namingofcats.servicea;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.namingofcats.api.Nonce;
import org.namingofcats.api.Passport;
import org.namingofcats.api.PodPassports;
import org.namingofcats.api.Workload;

/** The visible service: its public path, and its sidecar seen from inside the pod. */
@Path("/")
public class ServiceAResource extends Workload {

    @Inject
    SidecarClient sidecar;

    /** The path that the Ingress routes here, and whatever lies below it. */
    @GET
    @Path("mypathA{rest:(/.*)?}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public Passport mypathA(@Context HttpServerRequest request) {
        return answer(request);
    }

    /** Both containers' passports; it counts as answered only when the sidecar has answered. */
    @GET
    @Path("sidecar")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<PodPassports> sidecar(@Context HttpServerRequest request) {
        var nonce = Nonce.of(request.headers().getAll(Passport.NONCE_HEADER));
        return sidecar.passport(nonce)
                .onFailure().transform(SidecarUnreachableException::new)
                .map(neighbour -> new PodPassports(answer(request), neighbour));
    }
}
