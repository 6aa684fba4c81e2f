package io.graphc.plan.fact;

import io.graphc.plan.Proof;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The values that a column has at most, nulls aside.
 *
 * @param values texts as they are, integers and booleans as Trino prints them; sorted
 */
public record AcceptedValues(List<String> values, Proof proof) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");

    public AcceptedValues {
        values = List.copyOf(new TreeSet<>(values));
    }

    /**
     * Values that somebody wrote, as this class has them; empty where the type's values have more than one text, or one of
     * these is none of it.
     */
    public static Optional<List<String>> asPrinted(Collection<String> written, SqlType type) {
        if (type instanceof SqlType.Varchar) {
            return Optional.of(List.copyOf(written));
        }
        Pattern form = SqlTypes.isInteger(type) ? WHOLE : TRUTH;
        if (!(SqlTypes.isInteger(type) || type == SqlTypes.BOOLEAN)
                || !written.stream().map(String::strip).allMatch(form.asMatchPredicate())) {
            return Optional.empty();
        }
        UnaryOperator<String> printed = type == SqlTypes.BOOLEAN
                ? text -> text.toLowerCase(Locale.ROOT)
                : text -> new BigInteger(text).toString();
        return Optional.of(written.stream().map(String::strip).map(printed).toList());
    }

    /** The values of either. */
    public AcceptedValues or(AcceptedValues other) {
        TreeSet<String> all = new TreeSet<>(values);
        all.addAll(other.values);
        return new AcceptedValues(List.copyOf(all), proof.and(other.proof));
    }

    /** True where the two have no value in common. */
    public boolean isApartFrom(AcceptedValues other) {
        return values.stream().noneMatch(other.values::contains);
    }
}
