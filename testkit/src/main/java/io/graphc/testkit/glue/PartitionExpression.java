package io.graphc.testkit.glue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The expression of {@code GetPartitions}: a condition on partition keys with {@code = <> > < >= <= AND OR NOT IN BETWEEN
 * LIKE IS NULL}, on keys of the types that the service's page for GetPartitions lists; another type, name or operator is
 * refused. Values are compared as texts or as numbers by the type of the key; the text that stands for null is a text like
 * others, and the one that {@code IS NULL} finds.
 */
final class PartitionExpression {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*('(?:[^']|'')*'|`[^`]+`|\"[^\"]+\"|<>|!=|>=|<=|[=<>(),]|-?[0-9.]+|[A-Za-z_$][\\w$]*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]*)?");
    private static final Set<String> NUMERIC =
            Set.of("int", "integer", "bigint", "long", "tinyint", "smallint", "decimal");
    private static final Set<String> TEXTUAL = Set.of("string", "date", "timestamp");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", ">", "<", ">=", "<=");
    private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private final List<JsonNode> keys;
    private final List<String> tokens = new ArrayList<>();
    private int position;
    private Condition condition = values -> true;

    private PartitionExpression(List<JsonNode> keys) {
        this.keys = keys;
    }

    /** A value of an expression: of a partition, or a literal; with how it is compared. */
    private record Operand(Function<List<String>, String> value, boolean numeric) {}

    /** A condition on the values of a partition. */
    private interface Condition extends Predicate<List<String>> {}

    static PartitionExpression parse(String text, List<JsonNode> keys) {
        PartitionExpression expression = new PartitionExpression(keys);
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            expression.tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw refused("unexpected text at " + end);
        }
        expression.condition = expression.tokens.isEmpty() ? values -> true : expression.or();
        if (expression.position < expression.tokens.size()) {
            throw refused("unexpected " + expression.tokens.get(expression.position));
        }
        return expression;
    }

    boolean holds(List<String> values) {
        return condition.test(values);
    }

    private Condition or() {
        Condition left = and();
        while (word("or")) {
            Condition first = left;
            Condition second = and();
            left = values -> first.test(values) || second.test(values);
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (word("and")) {
            Condition first = left;
            Condition second = not();
            left = values -> first.test(values) && second.test(values);
        }
        return left;
    }

    private Condition not() {
        if (word("not")) {
            Condition inner = not();
            return values -> !inner.test(values);
        }
        if (word("(")) {
            Condition inner = or();
            expect(")");
            return inner;
        }
        return predicate();
    }

    private Condition predicate() {
        Operand left = operand();
        if (word("is")) {
            boolean negated = word("not");
            expect("null");
            return values -> left.value().apply(values).equals(NULL_VALUE) != negated;
        }
        boolean negated = word("not");
        Condition found = word("in") ? in(left) : word("between") ? between(left) : word("like") ? like(left) : null;
        if (found == null && !negated) {
            return comparison(left);
        }
        if (found == null) {
            throw refused("IN, BETWEEN or LIKE expected after NOT");
        }
        Condition chosen = found;
        return negated ? values -> !chosen.test(values) : chosen;
    }

    private Condition comparison(Operand left) {
        String operator = next();
        if (!COMPARISONS.contains(operator)) {
            throw refused("an operator expected, found " + operator);
        }
        return compared(left, operator, operand());
    }

    private static Condition compared(Operand left, String operator, Operand right) {
        IntPredicate accepts = switch (operator) {
            case "=" -> order -> order == 0;
            case ">" -> order -> order > 0;
            case "<" -> order -> order < 0;
            case ">=" -> order -> order >= 0;
            case "<=" -> order -> order <= 0;
            default -> order -> order != 0;
        };
        boolean numeric = left.numeric() || right.numeric();
        return values -> {
            String first = left.value().apply(values);
            String second = right.value().apply(values);
            if (!numeric) {
                return accepts.test(first.compareTo(second));
            }
            return NUMBER.matcher(first).matches()
                    && NUMBER.matcher(second).matches()
                    && accepts.test(new BigDecimal(first).compareTo(new BigDecimal(second)));
        };
    }

    private Condition in(Operand left) {
        expect("(");
        List<Condition> equals = new ArrayList<>();
        do {
            equals.add(compared(left, "=", operand()));
        } while (word(","));
        expect(")");
        return values -> equals.stream().anyMatch(equal -> equal.test(values));
    }

    private Condition between(Operand left) {
        Condition from = compared(left, ">=", operand());
        expect("and");
        Condition until = compared(left, "<=", operand());
        return values -> from.test(values) && until.test(values);
    }

    private Condition like(Operand left) {
        Operand pattern = operand();
        return values -> Pattern.matches(
                regular(pattern.value().apply(values)), left.value().apply(values));
    }

    private static String regular(String like) {
        return like.chars()
                .mapToObj(character -> switch (character) {
                    case '%' -> ".*";
                    case '_' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
    }

    private Operand operand() {
        String token = next();
        if (token.startsWith("'")) {
            String text = token.substring(1, token.length() - 1).replace("''", "'");
            return new Operand(values -> text, false);
        }
        if (NUMBER.matcher(token).matches()) {
            return new Operand(values -> token, true);
        }
        boolean quoted = token.startsWith("`") || token.startsWith("\"");
        String name = quoted ? token.substring(1, token.length() - 1) : token;
        if (Set.of("date", "timestamp").contains(name.toLowerCase(Locale.ROOT)) && peek().startsWith("'")) {
            return operand();
        }
        return key(name);
    }

    private Operand key(String name) {
        for (int index = 0; index < keys.size(); index++) {
            if (keys.get(index).path("Name").asText().equalsIgnoreCase(name)) {
                String type = keys.get(index)
                        .path("Type")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\(.*", "");
                if (!NUMERIC.contains(type) && !TEXTUAL.contains(type)) {
                    throw refused("partition keys of type " + type + " are not supported");
                }
                int place = index;
                return new Operand(values -> values.get(place), NUMERIC.contains(type));
            }
        }
        throw refused("no partition key " + name);
    }

    private String peek() {
        return position < tokens.size() ? tokens.get(position) : "";
    }

    private String next() {
        if (position == tokens.size()) {
            throw refused("the expression ends too early");
        }
        return tokens.get(position++);
    }

    private boolean word(String wanted) {
        if (!peek().equalsIgnoreCase(wanted)) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(String wanted) {
        if (!word(wanted)) {
            throw refused(wanted + " expected, found " + peek());
        }
    }

    private static GlueFailure refused(String why) {
        return GlueFailure.badInput("Invalid partition expression: " + why);
    }
}
