package org.namingofcats.probe.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.explain.Explainer.Told;
import org.namingofcats.probe.explain.Journey;
import org.namingofcats.probe.explain.SvgJourney;
import org.namingofcats.probe.explain.SvgWidth;
import org.namingofcats.probe.explain.TextJourney;

/**
 * One request as the page shows it.
 *
 * @param pod      who answered; {@code null}, as the node and the container, if nobody of the lab's did
 * @param peer     source address that the workload saw
 * @param client   the asker's own address, {@code null} if no connection came about
 * @param wide     the journey's drawing for a wide screen, and {@code narrow} for a telephone
 * @param text     the journey as text
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Shot(Journey journey, String pod, String node, String container, String peer, String client, Timing timing,
        String wide, String narrow, String text) {

    /** Of a request that was just made. */
    public static Shot of(Told told) {
        Passport passport = told.passport();
        DialResult result = told.result();
        return new Shot(told.journey(), passport == null ? null : passport.pod(), passport == null ? null : passport.node(),
                passport == null ? null : passport.container(), passport == null ? null : passport.peerAddress(), result.clientAddress(),
                result.timing(), SvgJourney.inline(told.journey(), SvgWidth.WIDE), SvgJourney.inline(told.journey(), SvgWidth.NARROW),
                TextJourney.of(told.journey()));
    }
}
