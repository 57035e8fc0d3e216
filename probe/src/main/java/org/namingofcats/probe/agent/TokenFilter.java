package org.namingofcats.probe.agent;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.namingofcats.api.DialRequest;

/** Turns away who does not hold the run's token, before their body is read. Health stays open: the kubelet has no token. */
class TokenFilter {
    private final RunToken token;

    TokenFilter(RunToken token) {
        this.token = token;
    }

    /** 401, or nothing, and the request goes on. */
    @ServerRequestFilter
    public Response check(ContainerRequestContext request) {
        return token.is(request.getHeaderString(DialRequest.TOKEN_HEADER)) ? null
                : DialResource.refusal(401, "this agent dials only for who holds the run's token");
    }
}
