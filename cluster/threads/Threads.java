package org.namingofcats.serviceb;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.namingofcats.api.Passport;
import org.namingofcats.api.Workload;

/** The passport three times, each made on another kind of thread; {@code measure.sh} adds it to a copy of service-b. */
@Path("threads")
public class Threads extends Workload {

    @GET
    @Path("event-loop")
    @NonBlocking
    public Passport eventLoop(@Context HttpServerRequest request) {
        return on("vert.x-eventloop", request);
    }

    @GET
    @Path("worker")
    @Blocking
    public Passport worker(@Context HttpServerRequest request) {
        return on("executor-thread", request);
    }

    @GET
    @Path("virtual")
    @RunOnVirtualThread
    public Passport virtual(@Context HttpServerRequest request) {
        return on("quarkus-virtual-thread", request);
    }

    /** No answer but 500 from another thread: a measurement of the wrong one would be none. */
    private Passport on(String kind, HttpServerRequest request) {
        var name = Thread.currentThread().getName();
        if (!name.startsWith(kind)) {
            throw new IllegalStateException("on " + name + ", not on " + kind);
        }
        return answer(request);
    }
}
