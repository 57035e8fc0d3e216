package org.namingofcats.servicea;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.namingofcats.api.Passport;

/** The other container of this pod, on the private name that only the pod itself knows: localhost. */
@RegisterRestClient(configKey = "sidecar")
interface SidecarClient {

    /** The sidecar's passport; a {@code null} nonce sends no header. */
    @GET
    Uni<Passport> passport(@HeaderParam(Passport.NONCE_HEADER) String nonce);
}
