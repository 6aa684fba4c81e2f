package io.graphc.compiler.mapping;

import io.graphc.plan.PropertyPlan;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * A property with the SQL expression that yields it, and the place that asked for it.
 *
 * @param sql over the columns of the mapping's relation; of a property from other rows the values' expression over theirs
 * @param child where the values come from other rows
 */
record MappedProperty(PropertyPlan plan, String sql, SourceSpan span, Optional<ChildRows> child) {}
