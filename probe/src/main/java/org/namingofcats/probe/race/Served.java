package org.namingofcats.probe.race;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.namingofcats.api.ReceiptRoll;

/**
 * What the workloads say they have served, entered while the race runs, because a container takes its memory along when
 * it dies. Moments are milliseconds since 1970.
 */
final class Served {
    /** Sender's, receiver's and this machine's clocks may differ by that much. */
    private static final double CLOCKS_MILLIS = 500;
    /** Two looks at a container that can be asked are not so far apart, on a busy machine either. */
    private static final double LOOKS_MILLIS = 5_000;

    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Book> books = new HashMap<>();

    /** What one container has told; {@code gaps} are spans of time of which it may have had no occasion to tell. */
    private static final class Book {
        private String life;
        private long next;
        private double toldUntil;
        private final List<double[]> gaps = new ArrayList<>();
    }

    /**
     * Enters a roll, but for what an earlier one has told: two may have been asked for from the same answer on.
     *
     * @param book    whose it is
     * @param askedAt when it was asked for
     * @return false when the container has begun anew meanwhile: then it is to be asked once more, from its beginning
     */
    synchronized boolean enter(String book, ReceiptRoll roll, double askedAt) {
        Book page = books.computeIfAbsent(book, name -> new Book());
        boolean another = page.life != null && !page.life.equals(roll.life());
        boolean forgotten = page.life != null && roll.first() > page.next;
        if (another || forgotten) {
            page.gaps.add(new double[] {page.toldUntil, askedAt});
        }
        page.life = roll.life();
        if (another) {
            page.next = 0;
            return false;
        }
        roll.nonces().stream().skip(Math.max(0, page.next - roll.first())).forEach(nonce -> times.merge(nonce, 1, Integer::sum));
        page.next = Math.max(page.next, roll.next());
        page.toldUntil = askedAt;
        return true;
    }

    /** From which answer on a container is to be asked. */
    synchronized long next(String book) {
        Book page = books.get(book);
        return page == null ? 0 : page.next;
    }

    /** How often a request was served, as far as was told. */
    synchronized int times(String nonce) {
        return times.getOrDefault(nonce, 0);
    }

    /** Whether all that was served there at that moment has been told. */
    synchronized boolean hasToldOf(String book, double moment) {
        Book page = books.get(book);
        return page != null && moment + CLOCKS_MILLIS < page.toldUntil && page.gaps.stream().noneMatch(gap -> isIn(gap, moment));
    }

    /**
     * Whether what was served there at that moment should have been told: the last look before it was so long ago that the end of
     * its container, right after a look, is not what kept it.
     */
    synchronized boolean isOverdue(String book, double moment) {
        Book page = books.get(book);
        return page == null || moment - LOOKS_MILLIS - CLOCKS_MILLIS > page.gaps.stream().filter(gap -> isIn(gap, moment))
                .mapToDouble(gap -> gap[0]).max().orElse(page.toldUntil);
    }

    private static boolean isIn(double[] gap, double moment) {
        return moment + CLOCKS_MILLIS >= gap[0] && moment - CLOCKS_MILLIS <= gap[1];
    }
}
