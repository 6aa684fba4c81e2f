package io.graphc.runtime.diff;

import io.graphc.plan.Cardinality;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypeParser;
import io.graphc.plan.SqlTypes;
import java.util.Optional;

/**
 * Conditions about a value in a staged row {@code n} and in the row {@code o} of the state.
 *
 * @param shape what the element type was like when the state was written
 */
record ValueComparison(Optional<Shape> shape) {
    private Optional<Shape.Property> before(PropertyPlan property) {
        return shape.flatMap(known -> known.property(property.name()));
    }

    private static String now(PropertyPlan property) {
        return "n." + DiffSql.quote(property.name());
    }

    private static String old(PropertyPlan property) {
        return "o." + DiffSql.quote(property.name());
    }

    /** Of a property that the type has no more: whether the target may have a value. */
    String lost(PropertyPlan property) {
        return before(property).isPresent() ? old(property) + " IS NOT NULL" : "false";
    }

    /** Whether there was a value and there is none now; empty where there cannot have been one. */
    Optional<String> gone(PropertyPlan property) {
        return before(property).map(known -> old(property) + " IS NOT NULL AND " + now(property) + " IS NULL");
    }

    /** Whether a value differs; one of another type does. */
    String differs(PropertyPlan property) {
        Optional<Shape.Property> before = before(property);
        if (before.isEmpty()) {
            return now(property) + " IS NOT NULL";
        }
        if (!isAlike(before.get(), property)) {
            return "(" + now(property) + " IS NOT NULL OR " + old(property) + " IS NOT NULL)";
        }
        return property.cardinality() == Cardinality.SET
                ? "array_sort(array_distinct(" + now(property) + ")) IS DISTINCT FROM array_sort(array_distinct("
                        + old(property) + "))"
                : now(property) + " IS DISTINCT FROM " + old(property);
    }

    /** Whether equal values of a property, before and now, are the same on the target. */
    static boolean isAlike(Shape.Property before, PropertyPlan now) {
        return before.type() == now.type()
                && before.cardinality() == now.cardinality()
                && isComparable(before.sqlType(), now.sqlType());
    }

    /** The types of a property before and now, where they make its values others; those of SQL where the property's are the same. */
    static Optional<DifferenceSamples.TypeChange> types(Shape.Property before, PropertyPlan now) {
        if (isAlike(before, now)) {
            return Optional.empty();
        }
        String old = words(before.type(), before.cardinality());
        String words = words(now.type(), now.cardinality());
        return Optional.of(
                old.equals(words)
                        ? new DifferenceSamples.TypeChange(
                                before.sqlType(), now.sqlType().toString())
                        : new DifferenceSamples.TypeChange(old, words));
    }

    private static String words(PropertyType type, Cardinality cardinality) {
        return cardinality == Cardinality.SINGLE ? type.word() : cardinality.word() + " of " + type.word();
    }

    private static boolean isComparable(String before, SqlType now) {
        if (before.equals(now.toString())) {
            return true;
        }
        Optional<SqlType> old = SqlTypeParser.parse(before);
        return old.isPresent()
                && ((SqlTypes.isText(old.get()) && SqlTypes.isText(now))
                        || (SqlTypes.isInteger(old.get()) && SqlTypes.isInteger(now)));
    }
}
