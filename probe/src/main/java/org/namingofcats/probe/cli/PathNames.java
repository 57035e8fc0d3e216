package org.namingofcats.probe.cli;

import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.namingofcats.probe.path.NetworkPath;

/** The names of all paths, as help and completion tell them. */
@Singleton
@Unremovable
class PathNames implements Iterable<String> {
    private final List<NetworkPath> paths;

    @Inject
    PathNames(@All List<NetworkPath> paths) {
        this.paths = paths;
    }

    @Override
    public Iterator<String> iterator() {
        return paths.stream().sorted(Comparator.comparingInt(NetworkPath::rung)).map(NetworkPath::name).iterator();
    }
}
