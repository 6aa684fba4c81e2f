package io.graphc.compiler.mapping;

import io.graphc.plan.Cardinality;
import io.graphc.plan.GraphTarget;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.PropertyType;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which values a graph target cannot hold, as SQL, for those that only data can tell. Facts about Neptune: its user guide,
 * "Gremlin load data format" (years, arrays) and "Limits" (length and NUL in texts).
 */
final class ValueRules {
    private static final int MAX_BYTES = 55_000_000;
    private static final String MAX_FLOAT = "3.4028234663852886E38";

    private final boolean neptune;
    private final boolean gremlin;

    ValueRules(GraphTarget target) {
        this.gremlin = target.type().equals("gremlin");
        this.neptune = target.isForNeptuneLoader();
    }

    /**
     * What a value must not be.
     *
     * @param reason in words
     * @param condition true for a bad value; for an array about each of its elements, which may be null
     */
    record Rule(String reason, UnaryOperator<String> condition) {
        private static Rule anyOf(List<Rule> rules) {
            return new Rule(
                    rules.stream().map(Rule::reason).collect(Collectors.joining(", or ")),
                    value -> rules.stream()
                            .map(rule -> rule.condition().apply(value))
                            .collect(Collectors.joining(" OR ")));
        }
    }

    /** What a property's values, or the elements of its arrays, must not be; empty where all are fine. */
    Optional<Rule> of(PropertyPlan property) {
        if (property.isLabels()) {
            return Optional.of(LabelMapper.rule());
        }
        List<Rule> rules = new ArrayList<>();
        boolean array = property.cardinality() != Cardinality.SINGLE;
        SqlType type = array && property.sqlType() instanceof SqlType.Array list ? list.element() : property.sqlType();
        if (array) {
            rules.add(new Rule("a null in an array", value -> value + " IS NULL"));
        }
        range(property.type(), type).ifPresent(rules::add);
        if (neptune) {
            neptune(property.type(), type, array, rules);
        }
        if (gremlin && isText(property.type(), type)) {
            rules.add(nul());
        }
        return rules.isEmpty() ? Optional.empty() : Optional.of(Rule.anyOf(rules));
    }

    private static Optional<Rule> range(PropertyType property, SqlType type) {
        if (property == PropertyType.FLOAT && type == SqlTypes.DOUBLE) {
            return Optional.of(new Rule(
                    "too large for float",
                    value -> "(abs(" + value + ") > " + MAX_FLOAT + " AND NOT is_infinite(" + value
                            + ") AND NOT is_nan(" + value + "))"));
        }
        if (!PropertyTypes.isNarrowed(type, property)) {
            return Optional.empty();
        }
        String bounds = switch (property) {
            case BYTE -> "-128 AND 127";
            case SHORT -> "-32768 AND 32767";
            case INTEGER -> "-2147483648 AND 2147483647";
            default -> "DECIMAL '-9223372036854775808' AND DECIMAL '9223372036854775807'";
        };
        return Optional.of(new Rule("out of range for " + property.word(), value -> value + " NOT BETWEEN " + bounds));
    }

    private static boolean isText(PropertyType property, SqlType type) {
        return property == PropertyType.STRING && (SqlTypes.isText(type) || type == SqlTypes.ANY);
    }

    private static void neptune(PropertyType property, SqlType type, boolean array, List<Rule> rules) {
        if (isText(property, type)) {
            if (array) {
                rules.add(new Rule("an empty text in an array", value -> value + " = ''"));
                rules.add(new Rule("an array's text that ends in a backslash", value -> value + " LIKE '%\\'"));
            }
            rules.add(text());
        }
        if (property == PropertyType.DATE
                || property == PropertyType.LOCALDATETIME
                || property == PropertyType.DATETIME) {
            rules.add(new Rule(
                    "outside the years 0000 to 9999",
                    value -> "year(" + inUtc(value, type) + ") NOT BETWEEN 0 AND 9999"));
        }
    }

    private static String inUtc(String value, SqlType type) {
        boolean zoned = type instanceof SqlType.Timestamp timestamp && timestamp.withZone();
        return zoned ? "at_timezone(" + value + ", 'UTC')" : value;
    }

    /** What Neptune does not store over Gremlin either; longer texts than a request holds are the writer's business. */
    private static Rule nul() {
        return new Rule("a text with a NUL character", value -> "strpos(" + value + ", chr(0)) > 0");
    }

    private static Rule text() {
        return new Rule(
                "a text with a NUL character or of more than " + MAX_BYTES + " bytes",
                value -> "strpos(" + value + ", chr(0)) > 0 OR length(to_utf8(" + value + ")) > " + MAX_BYTES);
    }

    /** What ids must not be. */
    Optional<Rule> ofIds(MappedElement element) {
        boolean texts = element.parts().stream()
                .anyMatch(part -> part.id().isPresent()
                        || part.idColumns().stream()
                                .anyMatch(column -> SqlTypes.isText(column.type()) || column.type() == SqlTypes.ANY));
        if (!texts || !(neptune || gremlin)) {
            return Optional.empty();
        }
        return Optional.of(neptune ? text() : nul());
    }
}
