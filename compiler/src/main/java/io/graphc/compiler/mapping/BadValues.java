package io.graphc.compiler.mapping;

import io.graphc.compiler.mapping.ValueRules.Rule;
import io.graphc.compiler.query.SqlText;
import io.graphc.plan.Cardinality;
import io.graphc.plan.ElementQuery;
import io.graphc.plan.PolicyPlan;
import io.graphc.plan.PropertyPlan;
import io.graphc.plan.RelationName;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The values of one element type that its graph target cannot hold, as SQL over tables that have them. */
final class BadValues {
    private static final String ID = RelationName.quote(ElementQuery.ID);

    /** Characters of a text that a message needs. */
    private static final int SHOWN = 100;

    private final Optional<Rule> idRule;
    private final List<PropertyPlan> properties;
    private final List<Optional<Rule>> rules;

    BadValues(MappedElement element, ValueRules targetRules) {
        this.idRule = targetRules.ofIds(element);
        this.properties = element.properties();
        this.rules = properties.stream().map(targetRules::of).toList();
    }

    /** Whether all values that there can be are fine. */
    boolean isEmpty() {
        return idRule.isEmpty() && hasGoodProperties();
    }

    /** Whether all property values that there can be are fine. */
    boolean hasGoodProperties() {
        return rules.stream().allMatch(Optional::isEmpty);
    }

    /** The condition on a staged row that its id is bad, never null; empty where all ids are fine. */
    Optional<String> idCondition() {
        return idRule.map(rule -> "COALESCE(" + rule.condition().apply(ID) + ", false)");
    }

    /**
     * The condition on a row that one of its values is bad; never null, and false for a row without an id.
     *
     * @param table the alias of the table, with a point behind it, or empty text
     * @param column the name of the column that holds a property
     */
    String condition(String table, IntFunction<String> column) {
        List<String> conditions = new ArrayList<>();
        idRule.ifPresent(rule -> conditions.add(rule.condition().apply(table + ID)));
        for (int i = 0; i < properties.size(); i++) {
            if (rules.get(i).isPresent()) {
                conditions.add(of(rules.get(i).get(), i, table + column.apply(i)));
            }
        }
        return "COALESCE(" + table + ID + " IS NOT NULL AND (" + String.join(" OR ", conditions) + "), false)";
    }

    /** The condition that a value is bad, of an array that any of its elements is. */
    private String of(Rule rule, int property, String value) {
        return isArray(property)
                ? "cardinality(filter(" + value + ", x -> " + rule.condition().apply("x") + ")) > 0"
                : rule.condition().apply(value);
    }

    private boolean isArray(int property) {
        return properties.get(property).cardinality() != Cardinality.SINGLE;
    }

    /** The properties and reasons of a row's bad values. */
    String detail(String table, IntFunction<String> column) {
        List<String> details = new ArrayList<>();
        idRule.ifPresent(rule -> details.add(detail(rule.condition().apply(table + ID), "id: " + rule.reason())));
        for (int i = 0; i < properties.size(); i++) {
            if (rules.get(i).isPresent()) {
                Rule rule = rules.get(i).get();
                String name = properties.get(i).isLabels()
                        ? "labels"
                        : properties.get(i).name();
                String text = name + ": " + rule.reason();
                details.add(detail(of(rule, i, table + column.apply(i)), text));
            }
        }
        return "concat_ws('; ', " + String.join(", ", details) + ")";
    }

    private static String detail(String condition, String text) {
        return "CASE WHEN " + condition + " THEN " + SqlText.literal(text) + " END";
    }

    /** The number of bad values of a row, ids aside. */
    String number(IntFunction<String> column) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            if (rules.get(i).isPresent()) {
                numbers.add(number(rules.get(i).get(), i, column.apply(i)));
            }
        }
        return numbers.isEmpty() ? "0" : String.join(" + ", numbers);
    }

    private String number(Rule rule, int property, String value) {
        return isArray(property)
                ? "COALESCE(cardinality(filter(" + value + ", x -> "
                        + rule.condition().apply("x") + ")), 0)"
                : "CASE WHEN " + rule.condition().apply(value) + " THEN 1 ELSE 0 END";
    }

    /**
     * What tells of a property's bad values over all rows: how many there are, why, and of the first row that has some the
     * id and the value; empty for a property whose values are all fine. The columns are those of {@link
     * PolicyPlan#losses()}.
     */
    List<String> losses(int property, String value) {
        if (rules.get(property).isEmpty()) {
            return List.of();
        }
        Rule rule = rules.get(property).get();
        String here = " FILTER (WHERE " + ID + " IS NOT NULL AND " + of(rule, property, value) + ")";
        return List.of(
                "COALESCE(sum(CASE WHEN " + ID + " IS NOT NULL THEN " + number(rule, property, value)
                        + " END), 0) AS \"~count" + property + "\"",
                SqlText.literal(rule.reason()) + " AS \"~reason" + property + "\"",
                "min(" + ID + ")" + here + " AS \"~id" + property + "\"",
                "min_by(" + (isText(property) ? "substr(" + value + ", 1, " + SHOWN + ")" : value) + ", " + ID + ")"
                        + here + " AS \"~value" + property + "\"");
    }

    private boolean isText(int property) {
        return !isArray(property) && SqlTypes.isText(properties.get(property).sqlType());
    }

    /** A property without its bad values. */
    String kept(int property, String value) {
        if (rules.get(property).isEmpty()) {
            return value;
        }
        if (properties.get(property).isLabels()) {
            return LabelMapper.kept(value);
        }
        Rule rule = rules.get(property).get();
        return isArray(property)
                ? "filter(" + value + ", x -> NOT COALESCE(" + rule.condition().apply("x") + ", false))"
                : "CASE WHEN NOT COALESCE(" + rule.condition().apply(value) + ", false) THEN " + value + " END";
    }
}
