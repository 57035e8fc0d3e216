package org.namingofcats.probe.workbook.page;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.workbook.incident.Incident;
import org.namingofcats.probe.workbook.state.Difference;

/** Page 12: the learner says what is broken, and repairs it; a verification is the judge, and whether all is as it was deployed. */
@Singleton
class IncidentLesson implements Lesson {
    private final List<Mutation> mutations;

    @Inject
    IncidentLesson(@All List<Mutation> mutations) {
        this.mutations = mutations;
    }

    @Override
    public int number() {
        return 12;
    }

    @Override
    public boolean changesTheLab() {
        return true;
    }

    @Override
    public Grade grade(Desk desk) {
        Incident incident = new Incident(desk.notebook(), mutations);
        Optional<Mutation> broken = incident.current();
        if (broken.isEmpty()) {
            return Grade.notYet("nothing is broken", "`probe/probe lab incident` breaks one thing");
        }
        Symptoms symptoms = new Symptoms(desk.verify().get());
        TreeSet<String> strange = new TreeSet<>(symptoms.failedIds());
        strange.removeAll(symptoms.of(broken.get()));
        if (!strange.isEmpty()) {
            return Grade.broken(strange.first() + " fails, which was not part of the incident", "probe/probe lab reset, and a new incident");
        }
        if (!symptoms.none()) {
            return Grade.notYet("of " + symptoms.results().size() + " checks " + symptoms.failed().size() + " fail"
                    + (incident.diagnosed() ? "; what it is you know" : ""),
                    incident.diagnosed() ? "repair it, and check again" : "`probe/probe lab hint` says more");
        }
        if (!symptoms.canShow(broken.get())) {
            return Grade.notYet("no check fails, but not all that did are made any more: what they asked is gone",
                    "repair it instead of removing it; `probe/probe lab reset` brings all back");
        }
        List<Difference> changed = desk.changed().get(); // one pod instead of three answers as well, and what is gone fails nowhere
        if (!changed.isEmpty()) {
            return Grade.notYet("no check fails, but the lab is not as it was deployed: " + Difference.text(changed),
                    changed.getFirst().undoCommand());
        }
        return incident.diagnosed() ? Grade.done("it was " + broken.get().name() + ", and all checks pass again")
                : Grade.notYet("all checks pass again, and what was it?", "`probe/probe lab diagnose NAME`; without a name it lists the suspects");
    }
}
