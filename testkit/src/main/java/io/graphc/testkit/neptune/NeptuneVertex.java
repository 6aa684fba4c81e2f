package io.graphc.testkit.neptune;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vertex as Neptune would hold it.
 *
 * @param properties by name; several values only where the column's cardinality is set
 */
public record NeptuneVertex(String id, Set<String> labels, Map<String, List<Object>> properties) {}
