package org.namingofcats.probe.watch;

import java.time.Duration;
import org.namingofcats.probe.report.Report;

/**
 * One verification of a watch.
 *
 * @param exitCode what {@code verify} would have ended with
 * @param report   what was found, {@code null} if the round could not be made
 * @param trouble  why it could not be made, {@code null} if it was
 * @param took     how long it took
 */
public record Round(int exitCode, Report report, String trouble, Duration took) {}
