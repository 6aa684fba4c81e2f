package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Texts;
import io.graphc.compiler.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;

/** The {@code attribute} argument of filters: names and positions with dots between, {@code a.b.0}. Immutable. */
final class AttributePath {
    private final String written;
    private final List<Object> parts = new ArrayList<>();

    AttributePath(Object path) {
        if (!Texts.isText(path)) {
            this.written = String.valueOf(path);
            parts.add(path);
            return;
        }
        this.written = Texts.of(path);
        for (String part : written.split("\\.", -1)) {
            boolean position =
                    !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            parts.add(position ? (Object) Long.parseLong(part) : part);
        }
    }

    /** The path that the argument {@code attribute} says. */
    static AttributePath of(BoundArguments arguments) {
        return new AttributePath(arguments.value("attribute"));
    }

    /** The value at the path in an element; undefined where there is none. */
    Object get(Object element, BoundArguments arguments) {
        Object value = element;
        for (Object part : parts) {
            if (value instanceof Undefined) {
                return value;
            }
            Object found = Access.item(value, part);
            if (found == null && part instanceof String name) {
                found = Access.attribute(value, name);
            }
            value = found == null ? Missing.attribute(arguments, written) : found;
        }
        return value;
    }
}
