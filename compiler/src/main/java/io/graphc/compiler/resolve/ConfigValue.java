package io.graphc.compiler.resolve;

import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * A config with its final value, as plain data, and the place that says so.
 *
 * @param value empty where null was written, which takes back what was said further out
 * @param checked whether it is compared with what is allowed where it was written, as all but templates in YAML are
 */
public record ConfigValue(String name, Optional<Object> value, SourceSpan span, boolean checked) {}
