package io.graphc.testkit.glue;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * The expression of {@code GetTables}. The model calls it a regular expression; widely used clients send {@code *part*},
 * which the service takes as well, so both match here.
 */
final class NamePattern {
    private NamePattern() {}

    static boolean matches(String expression, String name) {
        String lower = expression.toLowerCase(Locale.ROOT);
        String wildcard =
                Arrays.stream(lower.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.matches(wildcard, name) || regular(lower, name);
    }

    private static boolean regular(String expression, String name) {
        try {
            return Pattern.matches(expression, name);
        } catch (PatternSyntaxException e) {
            if (expression.contains("*")) {
                return false;
            }
            throw GlueFailure.badInput("Invalid expression: " + e.getDescription());
        }
    }
}
