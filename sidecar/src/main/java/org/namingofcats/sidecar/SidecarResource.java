package org.namingofcats.sidecar;

import jakarta.ws.rs.Path;
import org.namingofcats.api.Workload;

/** The cat's private name: nothing but a passport, on localhost. */
@Path("/")
public class SidecarResource extends Workload {}
