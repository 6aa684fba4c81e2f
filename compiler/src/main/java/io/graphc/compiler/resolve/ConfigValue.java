package io.graphc.compiler.resolve;

import io.graphc.source.SourceSpan;

/**
 * A config with its final value, as plain data, and the place that says so.
 *
 * @param checked whether the value was already compared with those allowed, when it was read from YAML
 */
public record ConfigValue(String name, Object value, SourceSpan span, boolean checked) {}
