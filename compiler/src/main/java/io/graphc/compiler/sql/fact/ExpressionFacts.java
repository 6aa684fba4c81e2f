package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.calcite.CastOperator;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.FunctionOperator;
import io.graphc.compiler.sql.calcite.GroupingOperator;
import io.graphc.compiler.sql.calcite.LambdaOperator;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.TypedOperator;
import io.graphc.plan.Proof;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.fact.AcceptedValues;
import io.graphc.plan.fact.ColumnFacts;
import io.graphc.plan.fact.Containment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * What is known of the values of expressions over joined rows. Where nothing is known of a kind of expression, nothing is
 * said. Not safe to share between threads.
 */
final class ExpressionFacts {
    /** These have a value for any rows, none included. */
    private static final Set<String> COUNTS = Set.of("count", "count_if", "approx_distinct");

    private static final Set<String> NUMBERINGS =
            Set.of("row_number", "rank", "dense_rank", "ntile", "percent_rank", "cume_dist", "count", "count_if");

    /** These are null only where every value is, and yield one of the values. */
    private static final Set<String> CHOICES = Set.of("min", "max", "arbitrary", "any_value");

    /** Likewise null only where every value is. */
    private static final Set<String> SUMMARIES =
            Set.of("sum", "avg", "array_agg", "bool_and", "bool_or", "every", "geometric_mean", "listagg");

    /** How the rows of the block are grouped. */
    enum Grouping {
        NONE,
        /** Every group has a row. */
        BY_EXPRESSIONS,
        /** One group, perhaps without rows. */
        ALL,
        /** Several ways, so that what is grouped by can be null. */
        SETS
    }

    private final JoinedRows rows;
    private final Slots slots;
    private final Grouping grouping;

    ExpressionFacts(JoinedRows rows, Slots slots, Grouping grouping) {
        this.rows = rows;
        this.slots = slots;
        this.grouping = grouping;
    }

    ColumnFacts of(SqlNode expression) {
        return new ColumnFacts(notNull(expression), accepted(expression), containedIn(expression));
    }

    private ColumnFacts column(SqlNode expression) {
        OptionalInt slot = slots.column(expression);
        return slot.isPresent() ? rows.column(slot.getAsInt()) : ColumnFacts.NONE;
    }

    Optional<Proof> notNull(SqlNode expression) {
        if (expression instanceof SqlIdentifier) {
            return grouping == Grouping.SETS || grouping == Grouping.ALL
                    ? Optional.empty()
                    : column(expression).notNull();
        }
        if (!(expression instanceof SqlCall call)) {
            return Optional.empty();
        }
        if (call.getOperator() instanceof LiteralOperator literal) {
            return literal.isNull() ? Optional.empty() : Optional.of(Proof.EVIDENT);
        }
        if (call.getOperator() instanceof CastOperator cast) {
            // JSON's null becomes SQL's.
            boolean fails = !cast.safe() && !cast.operandTypes().contains(SqlTypes.JSON);
            return fails ? all(call.getOperandList()) : Optional.empty();
        }
        if (call.getOperator() instanceof FormOperator form) {
            return form(form, call);
        }
        if (call.getOperator() instanceof FunctionOperator function) {
            return function(function, call);
        }
        return call.getOperator() instanceof GroupingOperator ? Optional.of(Proof.EVIDENT) : Optional.empty();
    }

    private Optional<Proof> form(FormOperator form, SqlCall call) {
        return switch (form.form()) {
            case IS_NULL, IS_NOT_NULL, IS_DISTINCT_FROM, EXISTS, ARRAY, ROW -> Optional.of(Proof.EVIDENT);
            case ARITHMETIC, NEGATE, AND, OR, NOT, LIKE, EXTRACT, AT_TIME_ZONE -> all(call.getOperandList());
            case COMPARISON, BETWEEN, IN_LIST ->
                // A row with a null in it compares to null.
                form.operandTypes().stream().anyMatch(ExpressionFacts::isNested)
                        ? Optional.empty()
                        : all(call.getOperandList());
            case COALESCE, USING_COLUMN -> any(call.getOperandList());
            case SIMPLE_CASE, SEARCHED_CASE, IF -> isComplete(form, call) ? all(results(form, call)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isNested(SqlType type) {
        return type instanceof SqlType.Row
                || type instanceof SqlType.Array
                || type instanceof SqlType.Map
                || type == SqlTypes.ANY;
    }

    /** True for a choice that says what holds when none of its conditions does. */
    private static boolean isComplete(FormOperator form, SqlCall call) {
        return form.form() == Form.IF ? call.operandCount() == 3 : form.detail().equals("ELSE");
    }

    private static List<SqlNode> results(FormOperator form, SqlCall call) {
        if (form.form() == Form.IF) {
            return call.getOperandList().subList(1, call.operandCount());
        }
        List<SqlNode> results = new ArrayList<>();
        int pairs = call.operandCount() - (form.detail().equals("ELSE") ? 1 : 0);
        for (int i = form.form() == Form.SIMPLE_CASE ? 2 : 1; i < pairs; i += 2) {
            results.add(call.operand(i));
        }
        if (pairs < call.operandCount()) {
            results.add(call.operand(pairs));
        }
        return results;
    }

    private Optional<Proof> function(FunctionOperator function, SqlCall call) {
        String name = function.shape().name();
        List<SqlNode> arguments =
                call.getOperandList().subList(0, function.shape().arguments());
        if (function.shape().window().isPresent()) {
            return NUMBERINGS.contains(name) ? Optional.of(Proof.EVIDENT) : Optional.empty();
        }
        if (function.isAggregator()) {
            if (COUNTS.contains(name)) {
                return Optional.of(Proof.EVIDENT);
            }
            boolean filled = grouping == Grouping.BY_EXPRESSIONS
                    && !function.shape().filtered()
                    && (CHOICES.contains(name) || SUMMARIES.contains(name));
            return filled && !arguments.isEmpty() ? notNull(arguments.get(0)) : Optional.empty();
        }
        boolean strict = function.bound().filter(bound -> !bound.nullable()).isPresent();
        return strict ? all(arguments) : Optional.empty();
    }

    private Optional<Proof> all(List<SqlNode> expressions) {
        Optional<Proof> all = Optional.of(Proof.EVIDENT);
        for (SqlNode expression : expressions) {
            boolean lambda = expression instanceof SqlCall call && call.getOperator() instanceof LambdaOperator;
            Optional<Proof> one = lambda ? Optional.of(Proof.EVIDENT) : notNull(expression);
            all = all.flatMap(proof -> one.map(proof::and));
        }
        return all;
    }

    private Optional<Proof> any(List<SqlNode> expressions) {
        return expressions.stream().map(this::notNull).flatMap(Optional::stream).findFirst();
    }

    private Optional<AcceptedValues> accepted(SqlNode expression) {
        if (expression instanceof SqlIdentifier) {
            return column(expression).accepted();
        }
        if (!(expression instanceof SqlCall call) || !(call.getOperator() instanceof TypedOperator operator)) {
            return Optional.empty();
        }
        if (operator instanceof LiteralOperator literal) {
            return literal(literal);
        }
        if (operator.type() == SqlTypes.BOOLEAN) {
            return Optional.of(new AcceptedValues(List.of("false", "true"), Proof.EVIDENT));
        }
        if (operator instanceof FormOperator form) {
            return switch (form.form()) {
                case SIMPLE_CASE, SEARCHED_CASE, IF -> union(results(form, call));
                case COALESCE, USING_COLUMN -> union(call.getOperandList());
                default -> Optional.empty();
            };
        }
        if (isChoice(operator)) {
            return accepted(call.operand(0));
        }
        return operator instanceof CastOperator cast && keepsValues(cast)
                ? accepted(call.operand(0))
                : Optional.empty();
    }

    private static boolean isChoice(TypedOperator operator) {
        return operator instanceof FunctionOperator function
                && function.isAggregator()
                && CHOICES.contains(function.shape().name())
                && function.shape().arguments() == 1;
    }

    private static boolean keepsValues(CastOperator cast) {
        SqlType from = cast.operandTypes().isEmpty()
                ? SqlTypes.ANY
                : cast.operandTypes().get(0);
        boolean integers = Slots.isInteger(from) && Slots.isInteger(cast.target());
        boolean texts = from instanceof SqlType.Varchar && cast.target().equals(SqlTypes.VARCHAR);
        return integers || texts || (from.equals(cast.target()) && from != SqlTypes.ANY);
    }

    /** The one value of a constant; none at all for NULL. */
    static Optional<AcceptedValues> literal(LiteralOperator literal) {
        SqlType type = literal.literalType();
        if (literal.isNull()) {
            return Optional.of(new AcceptedValues(List.of(), Proof.EVIDENT));
        }
        if (type instanceof SqlType.Varchar) {
            return Optional.of(new AcceptedValues(List.of(literal.value()), Proof.EVIDENT));
        }
        if (type == SqlTypes.BOOLEAN) {
            return Optional.of(new AcceptedValues(List.of(literal.value().toLowerCase(Locale.ROOT)), Proof.EVIDENT));
        }
        // One number can be written in several ways.
        boolean decimal = Slots.isInteger(type) && literal.value().chars().allMatch(Character::isDigit);
        return decimal
                ? Optional.of(new AcceptedValues(List.of(new BigInteger(literal.value()).toString()), Proof.EVIDENT))
                : Optional.empty();
    }

    private Optional<AcceptedValues> union(List<SqlNode> expressions) {
        Optional<AcceptedValues> all = Optional.of(new AcceptedValues(List.of(), Proof.EVIDENT));
        for (SqlNode expression : expressions) {
            Optional<AcceptedValues> one = accepted(expression);
            all = all.flatMap(values -> one.map(values::or));
        }
        return all;
    }

    private List<Containment> containedIn(SqlNode expression) {
        if (expression instanceof SqlIdentifier) {
            return column(expression).containedIn();
        }
        if (!(expression instanceof SqlCall call) || !(call.getOperator() instanceof TypedOperator operator)) {
            return List.of();
        }
        if (isChoice(operator) || (operator instanceof CastOperator cast && keepsValues(cast))) {
            return containedIn(call.operand(0));
        }
        if (operator instanceof FormOperator form
                && (form.form() == Form.COALESCE || form.form() == Form.USING_COLUMN)) {
            return call.getOperandList().stream()
                    .map(part -> ColumnFacts.NONE.withContainedIn(containedIn(part)))
                    .reduce(ColumnFacts::or)
                    .map(ColumnFacts::containedIn)
                    .orElse(List.of());
        }
        return List.of();
    }
}
