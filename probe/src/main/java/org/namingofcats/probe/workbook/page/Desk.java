package org.namingofcats.probe.workbook.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.probe.evidence.CheckResult;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.Patience;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.Quote;
import org.namingofcats.probe.workbook.state.Difference;
import org.namingofcats.probe.workbook.state.Notebook;

/**
 * What a lesson looks at: the cluster, the lab in it, and what comes of a request.
 *
 * @param client    for what the lab has no word for
 * @param namespace the lab's
 * @param lab       as it is now, with what the learner added
 * @param notebook  what the page began with
 * @param verify    makes all checks of all paths
 * @param changed   where the lab is not as it was deployed
 * @param json      reads passports
 * @param patience  how long a request may take to come out as hoped: rules spread within a moment, not at once
 */
public record Desk(KubernetesClient client, String namespace, Lab lab, Notebook notebook, Supplier<List<CheckResult>> verify,
        Supplier<List<Difference>> changed, ObjectMapper json, Patience patience) {
    /** A Service of the lab's namespace that can be dialled. */
    public Optional<Lab.Service> service(String name) {
        return lab.services().stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /** Why a Service does not lead to the pods of this workload alone; empty if it does. */
    Optional<Grade> misled(Lab.Service service, String workload) {
        Optional<Lab.Pod> other = service.ready().stream().filter(pod -> !pod.workload().equals(workload)).findFirst();
        return other.isEmpty() && !service.ready().isEmpty() ? Optional.empty() : Optional.of(Grade.broken("Service " + service.name()
                + " leads to " + other.map(Lab.Pod::workload).orElse("nobody") + " and not to " + workload + " alone: its selector decides",
                select(service.name(), workload)));
    }

    /** What has a Service lead to a workload's pods. */
    static String select(String service, String workload) {
        return "kubectl -n naming-of-cats set selector service " + service + " app.kubernetes.io/name=" + workload;
    }

    /**
     * Has the first agent of a place ask until it comes out as hoped, or patience is over.
     *
     * @return the last result
     * @throws ProbeException when there is no agent at that place
     */
    public DialResult ask(Place place, String url, Map<String, String> headers, Predicate<DialResult> hoped) {
        Agent agent = lab.agents(place).stream().findFirst().orElseThrow(() -> new ProbeException(ExitCode.NOTHING_RAN,
                "no agent is at " + place.name().toLowerCase(Locale.ROOT), "`make deploy` starts it"));
        return patience.until(() -> agent.dial(url, headers).result(), hoped);
    }

    /** A request that a pod of this workload should answer. */
    DialResult ask(Place place, String url, String workload) {
        return ask(place, url, Map.of(), last -> isBy(workload, last));
    }

    /** Whether a pod of this workload answered with 200. */
    boolean isBy(String workload, DialResult result) {
        return ok(result) && passport(result).filter(passport -> workload.equals(passport.service())).isPresent();
    }

    /** Who answered with 200, for a person, or how the request ended. An answer that is none may bear a passport, too. */
    String who(DialResult result) {
        return ok(result) ? passport(result).map(Passport::service).orElse("somebody without a passport") : ended(result);
    }

    /** The same in a sentence. */
    String answer(DialResult result) {
        return (ok(result) ? "an answer of " : "") + who(result);
    }

    /** Whether somebody answered with 200. */
    public static boolean ok(DialResult result) {
        return result.outcome() == Outcome.OK;
    }

    /** The passport in an answer, empty if there is none. */
    public Optional<Passport> passport(DialResult result) {
        if (result.body() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Quote.quoted(json.readValue(result.body(), Passport.class)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** How a request ended, for a person: {@code REFUSED}, or {@code HTTP 404}. */
    public static String ended(DialResult result) {
        return result.outcome() == Outcome.HTTP_ERROR ? "HTTP " + result.status() : result.outcome().name();
    }
}
