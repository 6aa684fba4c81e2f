package io.graphc.testkit.neptune;

import java.util.Map;

/** An edge as Neptune would hold it. */
public record NeptuneEdge(String id, String from, String to, String label, Map<String, Object> properties) {}
