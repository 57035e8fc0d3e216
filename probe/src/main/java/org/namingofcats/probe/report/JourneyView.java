package org.namingofcats.probe.report;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.PathJourney;
import org.namingofcats.probe.explain.Station;
import org.namingofcats.probe.explain.SvgJourney;
import org.namingofcats.probe.explain.SvgWidth;
import org.namingofcats.probe.explain.TextJourney;

/**
 * A journey as the HTML report shows it. Of the two drawings one is shown, as the screen is wide or narrow.
 *
 * @param path    the path's name
 * @param reason  why there is nothing to show, {@code null} if there is; then the rest is {@code null}
 * @param open    whether it is shown at once
 * @param brief   where it came by, how it ended, how long it took
 * @param summary the same with the URL
 */
record JourneyView(
        String path, String reason, boolean open, List<String> brief, String summary, RawString wide, RawString narrow, String text) {

    /** One is open, the longest: it is the last of a healthy lab's, so that the others stay in sight above it. */
    static List<JourneyView> of(List<PathJourney> journeys, Brief brief) {
        int most = journeys.stream().mapToInt(JourneyView::stations).max().orElse(0);
        List<JourneyView> views = new ArrayList<>();
        boolean opened = false;
        for (PathJourney one : journeys.reversed()) {
            boolean open = !opened && one.journey() != null && stations(one) == most;
            opened |= open;
            views.addFirst(view(one, open, brief));
        }
        return views;
    }

    private static JourneyView view(PathJourney one, boolean open, Brief brief) {
        Journey journey = one.journey();
        return journey == null ? new JourneyView(one.path(), one.reason(), false, null, null, null, null, null)
                : new JourneyView(one.path(), null, open, List.of(places(journey, brief),
                        journey.status() > 0 ? journey.outcome() + " " + journey.status() : journey.outcome().name(),
                        Brief.millis(journey.totalMillis()) + " ms"),
                        journey.summary(), new RawString(SvgJourney.inline(journey, SvgWidth.WIDE)),
                        new RawString(SvgJourney.inline(journey, SvgWidth.NARROW)), TextJourney.of(journey));
    }

    /** Where it came by: {@code agent outside → node worker → pod envoy-x8k2p → pod service-b-…}. */
    private static String places(Journey journey, Brief brief) {
        List<String> places = new ArrayList<>();
        for (Station station : journey.stations()) {
            String place = brief.withoutPrefix(station.where().replaceFirst(" on node .*", ""));
            if (places.isEmpty() || !places.getLast().equals(place)) {
                places.add(place);
            }
        }
        return String.join(" → ", places);
    }

    private static int stations(PathJourney one) {
        return one.journey() == null ? 0 : one.journey().stations().size();
    }
}
