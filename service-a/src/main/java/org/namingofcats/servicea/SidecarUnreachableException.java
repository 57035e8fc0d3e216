package org.namingofcats.servicea;

import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** 502 and one line that names the sidecar, so that nobody looks for the fault in service-a. */
class SidecarUnreachableException extends ServerErrorException {

    private static final long serialVersionUID = 1L;

    SidecarUnreachableException(Throwable cause) {
        super(Response.status(Response.Status.BAD_GATEWAY)
                .type(MediaType.TEXT_PLAIN)
                .entity("the sidecar of this pod does not answer: " + firstLine(cause) + "\n")
                .build(), cause);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
