package io.graphc.compiler.mapping;

import io.graphc.plan.PropertyPlan;
import io.graphc.source.SourceSpan;

/** A property with the SQL expression over the element's relation that yields it, and the place that asked for it. */
record MappedProperty(PropertyPlan plan, String sql, SourceSpan span) {}
