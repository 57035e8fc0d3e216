package org.namingofcats.probe.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is known of one thing since one moment.
 *
 * @param at    when it became known, by this machine's clock, in milliseconds since 1970
 * @param topic what kind of thing, e.g. {@code pod}
 * @param key   which one of its kind
 * @param value what is known, {@code null} when the thing is no more
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Entry(long at, String topic, String key, JsonNode value) {}
