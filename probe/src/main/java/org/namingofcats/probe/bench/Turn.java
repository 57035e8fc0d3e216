package org.namingofcats.probe.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Arms that are measured at once: one, or several that an agent asks by turns, request by request. What slows a core for a tenth of a
 * second then slows all of them, and not the one whose turn it happens to be.
 *
 * @param arms of the same kind of connection
 */
record Turn(List<Arm> arms) {

    static Turn of(Arm arm) {
        return new Turn(List.of(arm));
    }

    /** As few turns as there can be. */
    static List<Turn> together(List<Arm> arms) {
        return arms.stream().collect(Collectors.groupingBy(arm -> arm.sender() instanceof AgentSender sender ? sender.kind() : arm, LinkedHashMap::new, Collectors.toList()))
                .values().stream().map(Turn::new).toList();
    }

    /** The same arms; who comes after whom within a turn is left to chance as well. */
    Turn inAnotherOrder(Random random) {
        List<Arm> order = new ArrayList<>(arms);
        Collections.shuffle(order, random);
        return new Turn(order);
    }

    /** Sends so many requests of each arm; what became of them, in the order of the arms. */
    List<Shots> send(String lane, int perSecond, int requests) {
        Sender first = arms.getFirst().sender();
        if (arms.size() == 1) {
            return List.of(first.send(lane, perSecond, requests));
        }
        List<AgentSender> others = arms.stream().skip(1).map(arm -> (AgentSender) arm.sender()).toList();
        return ((AgentSender) first).byTurns(others, lane, perSecond, requests);
    }
}
