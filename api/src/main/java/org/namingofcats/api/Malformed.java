package org.namingofcats.api;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** 400 and one line that says what is wrong with the request. */
class Malformed extends BadRequestException {

    private static final long serialVersionUID = 1L;

    Malformed(String cause) {
        super(cause, Response.status(Response.Status.BAD_REQUEST).type(MediaType.TEXT_PLAIN).entity(cause + "\n").build());
    }
}
