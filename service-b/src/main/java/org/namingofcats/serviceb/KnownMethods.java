package org.namingofcats.serviceb;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A method is whatever word a client sends. Were each a series of its own, who invents them would fill the memory. */
class KnownMethods {

    @Produces
    @Singleton
    MeterFilter others() {
        return MeterFilter.replaceTagValues("method", invented -> "OTHER",
                "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    }
}
