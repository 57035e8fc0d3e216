package org.namingofcats.probe.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Expectation.Answer;
import org.namingofcats.probe.evidence.Expectation.OnePod;
import org.namingofcats.probe.evidence.Judge.Finding;
import org.namingofcats.probe.evidence.Judge.Judged;

/**
 * The receiver's side of the evidence: each workload keeps the nonces it served. A request that claims success and
 * that nobody served is a lie (two-sided evidence: NetAssert matches a UUID, kubenurse counts who called).
 */
@FunctionalInterface
public interface Receipts {

    /**
     * How often {@code container} of {@code pod} says it served each of the nonces; without those that it says nothing of.
     *
     * @throws org.namingofcats.probe.vantage.AgentUnreachable when it could not be asked: then nobody knows
     */
    Map<String, Integer> served(Lab.Pod pod, String container, List<String> nonces);

    /** The requests as they are, but for those that a container named in them did not serve once: these are wrong answers. */
    default List<Judged> confirm(Call call, List<Judged> requests) {
        List<Judged> confirmed = requests;
        for (Function<Lab.Pod, String> container : containers(call.expectation())) {
            confirmed = confirm(container, confirmed);
        }
        return confirmed;
    }

    private List<Judged> confirm(Function<Lab.Pod, String> container, List<Judged> requests) {
        Map<Lab.Pod, List<String>> claims = requests.stream().filter(Judged::isClaim)
                .collect(groupingBy(each -> each.finding().pod(), mapping(each -> each.dialled().nonce(), toList())));
        Map<String, Integer> served = new HashMap<>();
        claims.forEach((pod, nonces) -> served.putAll(served(pod, container.apply(pod), nonces)));
        return requests.stream().map(each -> each.isClaim()
                ? confirm(container.apply(each.finding().pod()), each, served.get(each.dialled().nonce())) : each).toList();
    }

    private static Judged confirm(String container, Judged request, Integer served) {
        Finding finding = request.finding();
        String problem = served == null ? "container " + container + " of " + finding.pod().name() + " cannot be asked for its receipts"
                : served == 1 ? null
                : container + " of " + finding.pod().name() + " says it served this request " + served + " times, not once";
        return problem == null ? request : new Judged(request.dialled(),
                new Finding(Outcome.WRONG_ANSWER, problem, finding.pod(), finding.peer(), finding.rewrittenBy()));
    }

    /** Which containers of a pod must have served a request. */
    private static List<Function<Lab.Pod, String>> containers(Expectation expectation) {
        return expectation instanceof OnePod ? List.of(Lab.Pod::workload, Lab.Pod::sidecar)
                : List.of(expectation instanceof Answer answer && answer.container() != null ? pod -> answer.container() : Lab.Pod::workload);
    }
}
