package io.graphc.compiler.template.library;

import io.graphc.compiler.template.value.BoundArguments;
import io.graphc.compiler.template.value.Undefined;
import java.util.List;
import java.util.Optional;

/** Undefined results of functions. */
final class Missing {
    private Missing() {}

    /** What {@code first}, {@code last}, {@code min} and {@code max} yield for nothing. */
    static Undefined element(BoundArguments arguments, String filter) {
        String message = "there is no element that `" + filter + "` could yield";
        return new Undefined(
                filter,
                message,
                List::of,
                "elements",
                Optional.of(arguments.call().origin()));
    }

    /** An attribute that an element lacks. */
    static Undefined attribute(BoundArguments arguments, String name) {
        String message = "an element has no attribute `" + name + "`";
        return new Undefined(
                name,
                message,
                List::of,
                "attributes",
                Optional.of(arguments.call().origin()));
    }
}
