package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that the stand-in was sent.
 *
 * @param operation its name, such as {@code GetTable}
 * @param body the members, as the client wrote them
 */
public record GlueRequest(String operation, JsonNode body) {}
