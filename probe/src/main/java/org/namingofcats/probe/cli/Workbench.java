package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.path.NetworkPath;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Symptoms;
import org.namingofcats.probe.prove.Target;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.Patience;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.incident.Incident;
import org.namingofcats.probe.workbook.page.Desk;
import org.namingofcats.probe.workbook.page.Lesson;
import org.namingofcats.probe.workbook.state.Deployed;
import org.namingofcats.probe.workbook.state.Manifests;
import org.namingofcats.probe.workbook.state.Notebook;
import org.namingofcats.probe.workbook.state.Restorer;

/** What the {@code lab} commands share: the pages' lessons, and the lab that they are about. */
@Singleton
class Workbench {
    /** How long a lab that was put back may take to be ready. */
    private static final Duration ROLLOUT = Duration.ofSeconds(180);
    /** Long enough for a healthy call, short enough for the many that must fail. */
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Patience HOPE = new Patience(Duration.ofSeconds(6), Duration.ofMillis(300));

    private final List<NetworkPath> paths;
    private final List<Lesson> lessons;
    private final List<Mutation> mutations;
    private final ObjectMapper json;

    @Inject
    Workbench(@All List<NetworkPath> paths, @All List<Lesson> lessons, @All List<Mutation> mutations, ObjectMapper json) {
        this.paths = paths;
        this.lessons = lessons.stream().sorted(Comparator.comparingInt(Lesson::number)).toList();
        this.mutations = mutations.stream().filter(mutation -> !mutation.staged()).sorted(Comparator.comparing(Mutation::name)).toList();
        this.json = json;
    }

    Session open(LabOptions options) {
        return Session.open(options.cluster, json);
    }

    /** @throws ProbeException when there is no such page */
    Lesson lesson(String number) {
        return lessons.stream().filter(lesson -> number.matches("\\d{1,2}") && lesson.number() == Integer.parseInt(number)).findFirst()
                .orElseThrow(() -> new ProbeException(ExitCode.USAGE, "no page " + number, "there are "
                        + lessons.stream().map(lesson -> "%02d".formatted(lesson.number())).collect(Collectors.joining(", "))));
    }

    List<Mutation> mutations() {
        return mutations;
    }

    Deployed deployed(Session session, LabOptions options) {
        return new Deployed(session.client(), Manifests.read(options.manifests, session.client(), session.namespace()), json);
    }

    Notebook notebook(Session session) {
        return new Notebook(session.client(), session.namespace());
    }

    Incident incident(Session session) {
        return new Incident(notebook(session), mutations);
    }

    Target target(Session session) {
        return target(session, session.look());
    }

    private static Target target(Session session, Lab lab) {
        return new Target(session.client(), session.namespace(), session.context(), lab);
    }

    List<CheckResult> verify(Session session) {
        return session.verify(paths, CALL);
    }

    Symptoms symptoms(Session session) {
        return new Symptoms(verify(session));
    }

    Desk desk(Session session, LabOptions options) {
        return new Desk(session.client(), session.namespace(), session.look(), notebook(session), () -> verify(session),
                () -> deployed(session, options).differences(), json, HOPE);
    }

    /** Brings the lab back to what was deployed; an incident first, because not all of it is in the lab's objects. */
    void restore(Session session, LabOptions options, Consumer<String> say) {
        Deployed deployed = deployed(session, options);
        Restorer restorer = new Restorer(session.client(), session.namespace(), deployed, say);
        incident(session).undo(() -> target(session, session.left()), restorer::restore, say);
        restorer.restore();
        restorer.settle(ROLLOUT);
        notebook(session).forget();
    }
}
