package io.graphc.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a number of failures, in the form that dbt's {@code warn_if} and {@code error_if} have: a comparison and a
 * whole number.
 */
public record CountCondition(String operator, long number) {
    /** Any failure. */
    public static final CountCondition ANY = new CountCondition("!=", 0);

    private static final Pattern FORM = Pattern.compile("\\s*(!=|<>|==|=|>=|>|<=|<)\\s*(\\d{1,18})\\s*");

    /** Reads a condition; empty where the text is none. */
    public static Optional<CountCondition> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new CountCondition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether a number meets it. */
    public boolean holds(long count) {
        return switch (operator) {
            case "!=", "<>" -> count != number;
            case ">" -> count > number;
            case ">=" -> count >= number;
            case "<" -> count < number;
            case "<=" -> count <= number;
            default -> count == number;
        };
    }

    @Override
    public String toString() {
        return operator + " " + number;
    }
}
