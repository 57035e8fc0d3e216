package org.namingofcats.probe.path;

import java.util.List;
import org.namingofcats.probe.evidence.Check;
import org.namingofcats.probe.evidence.Lab;

/**
 * One way a request can reach a workload. A path registers by existing: one bean here, one manifest
 * {@code k8s/paths/<name>.yaml}, one page {@code labs/NN-<name>.md}.
 */
public interface NetworkPath {

    /** The path's name, e.g. {@code cluster-ip}. */
    String name();

    /** Its rung on the ladder from the most private name to the most public one; reports and pages are in this order. */
    int rung();

    /** What is to be checked in a lab that looks like this. What the lab lacks is a skipped check with its reason. */
    List<Check> checks(Lab lab);
}
