package org.namingofcats.probe.experiment;

/** The objects of an experiment did not come about; nothing was learnt. */
public class StageFailure extends RuntimeException {

    /** @param message what was waited for, and how far it got */
    public StageFailure(String message) {
        super(message);
    }
}
