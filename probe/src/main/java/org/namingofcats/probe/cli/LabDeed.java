package org.namingofcats.probe.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command of {@code probe lab} has: which lab, what they share, and where it prints. */
abstract class LabDeed implements Callable<Integer> {
    @Mixin
    LabOptions options;

    @Spec
    CommandSpec spec;

    @Inject
    Workbench bench;
}
