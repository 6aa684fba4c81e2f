package io.graphc.runtime.emit.neptune;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Several values in one field: {@code ;} between them, {@code \;} for a semicolon inside one. The format has no escape for
 * the backslash itself, so a value that ends in one would swallow the separator behind it.
 */
final class ArrayText {
    private ArrayText() {}

    static String join(Collection<String> values) {
        for (String value : values) {
            if (value.endsWith("\\")) {
                throw new RefusedValueException(
                        "has a value that ends in a backslash, which Neptune's array form cannot hold");
            }
        }
        return values.stream().map(value -> value.replace(";", "\\;")).collect(Collectors.joining(";"));
    }
}
