package io.graphc.compiler.resolve;

import io.graphc.source.Located;
import io.graphc.source.SourceSpan;
import java.util.Optional;

/**
 * A config with its final value, as plain data, and the place that says so.
 *
 * @param value empty where null was written, which takes back what was said further out
 * @param span the place of the value
 * @param nameSpan the place of the name; of the value where the name has none of its own
 * @param checked whether it is compared with what is allowed where it was written, as all but templates in YAML are
 */
public record ConfigValue(String name, Optional<Object> value, SourceSpan span, SourceSpan nameSpan, boolean checked) {
    public Located<String> named() {
        return Located.of(name, nameSpan);
    }

    public Located<Optional<Object>> placed() {
        return Located.of(value, span);
    }
}
