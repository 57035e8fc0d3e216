package org.namingofcats.probe.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.namingofcats.probe.page.Deeds.Option;
import org.namingofcats.probe.page.Deeds.Request;

/** What the page's buttons do. */
final class Clicks {
    private final Turn turn;
    private final Deeds deeds;
    private final ObjectMapper json;

    Clicks(Turn turn, Deeds deeds, ObjectMapper json) {
        this.turn = turn;
        this.deeds = deeds;
        this.json = json;
    }

    /** What was chosen; a button needs some of it, and {@code null} is the rest. */
    record Order(String path, String from, String check, String target, String name) {}

    /**
     * An answer to a click.
     *
     * @param status 202: it is under way; 400, 404: there is no such thing; 409: something else is under way
     * @param said   the same for a person
     */
    record Answer(int status, String said) {}

    Answer click(String button, String body) {
        try {
            return click(button, body.isEmpty() ? new Order(null, null, null, null, null) : json.readValue(body, Order.class));
        } catch (JsonProcessingException e) {
            return new Answer(400, "That is no order: it is not JSON as the page sends it.");
        } catch (Busy e) {
            return new Answer(409, e.getMessage());
        }
    }

    private Answer click(String button, Order order) {
        switch (button) {
            case "verify" -> turn.begin(button, "Every path is being verified", deeds::verify);
            case "fire" -> {
                if (isNot(deeds.paths(), order.path()) || order.from() == null || !order.from().matches("[a-z0-9.:-]{1,300}")) {
                    return new Answer(400, "There is no such path, or nobody of that name to ask from.");
                }
                turn.begin(button, "A request is being made by " + order.path() + " from " + order.from(),
                        stop -> stop.during(() -> deeds.fire(new Request(order.path(), order.from(), order.check(), order.target()))));
            }
            case "race" -> {
                if (isNot(deeds.races(), order.name())) {
                    return new Answer(400, deeds.races().isEmpty() ? "This page was started with --read-only: it races nobody."
                            : "There is no such experiment.");
                }
                turn.begin(button, "The experiment " + order.name() + " is being made", stop -> deeds.race(order.name(), stop));
            }
            default -> {
                return new Answer(404, "There is no such button.");
            }
        }
        return new Answer(202, "");
    }

    private static boolean isNot(List<Option> options, String name) {
        return options.stream().noneMatch(option -> option.name().equals(name));
    }
}
