package org.namingofcats.probe.workbook.page;

/**
 * What a page asks its reader to do, and how that is seen in the cluster. A lesson registers by existing: one bean here,
 * one page {@code labs/NN-*.md}.
 */
public interface Lesson {

    /** Number of its page. */
    int number();

    /** How far the reader is. Asked when the lab itself is as deployed, unless {@link #changesTheLab()}. */
    Grade grade(Desk desk);

    /** Whether it is this page's task to find out what is wrong with the lab, so that it is no reason to say "broken". */
    default boolean changesTheLab() {
        return false;
    }

    /** Notes what the page begins with, where its grade depends on that. */
    default void start(Desk desk) {}
}
