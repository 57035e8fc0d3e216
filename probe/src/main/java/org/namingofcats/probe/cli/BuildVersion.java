package org.namingofcats.probe.cli;

import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as its POM has it. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"The Naming of Cats " + ConfigProvider.getConfig().getValue("quarkus.application.version", String.class)};
    }
}
