package org.namingofcats.probe.explain;

/** A journey for a person to read, from the first station to the last. */
public final class TextJourney {
    private TextJourney() {}

    /** The text, with a line end behind each line. */
    public static String of(Journey journey) {
        StringBuilder text = new StringBuilder(journey.summary()).append('\n');
        int number = 0;
        for (Station station : journey.stations()) {
            text.append(String.format("%n%2d  %s · %s%n", ++number, station.kind().title(), station.where()));
            station.evidence().forEach(line -> text.append("      ").append(line).append('\n'));
            text.append("    ").append(station.told()).append('\n');
        }
        return text.toString();
    }
}
