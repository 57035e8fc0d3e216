package org.namingofcats.probe.agent;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.namingofcats.api.DialRequest;
import org.namingofcats.probe.grant.Refused;

/**
 * Turns away who bears no grant written with the run's token, before their body is read, and whatever path they ask for:
 * an unknown one is answered with a passport. Health stays open: the kubelet has no token.
 */
class TokenFilter {
    private final RunToken token;
    private final Caller caller;

    TokenFilter(RunToken token, Caller caller) {
        this.token = token;
        this.caller = caller;
    }

    /** 401, or nothing, and the request goes on. */
    @ServerRequestFilter(preMatching = true)
    public Response check(ContainerRequestContext request) {
        try {
            caller.bears(token.grant(request.getHeaderString(DialRequest.GRANT_HEADER)));
            return null;
        } catch (Refused e) {
            return DialResource.refusal(401, e.getMessage());
        }
    }
}
