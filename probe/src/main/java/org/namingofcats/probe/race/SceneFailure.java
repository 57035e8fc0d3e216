package org.namingofcats.probe.race;

/** What an experiment waited for did not come, or what it wanted to do could not be done. */
public class SceneFailure extends RuntimeException {

    /** @param message what, and how far it got */
    public SceneFailure(String message) {
        super(message);
    }
}
