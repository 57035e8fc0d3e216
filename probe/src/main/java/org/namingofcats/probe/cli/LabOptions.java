package org.namingofcats.probe.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which lab, and what it was deployed from. */
class LabOptions {
    @Mixin
    ClusterOptions cluster;

    @Option(names = "--manifests", paramLabel = "FOLDER", defaultValue = "k8s",
            description = "what the lab was deployed from (default: ${DEFAULT-VALUE}, in the repository's folder)")
    Path manifests;
}
