package io.graphc.compiler.template.value;

import java.util.Optional;
import java.util.OptionalInt;

/** A value of the host that operators apply to, such as a date. A result is empty where the two do not go together. */
public interface TemplateOperand extends TemplateObject {
    /** {@code this + other}, which is {@code other + this} as well. */
    Optional<Object> plus(Object other);

    /** {@code this - other}. */
    Optional<Object> minus(Object other);

    /** {@code this * other}, which is {@code other * this} as well. */
    default Optional<Object> times(Object other) {
        return Optional.empty();
    }

    /** {@code this / other}. */
    default Optional<Object> dividedBy(Object other) {
        return Optional.empty();
    }

    /** The order of the two, as {@link Comparable#compareTo} tells it. */
    OptionalInt order(Object other);
}
