package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.calcite.CastOperator;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.plan.Proof;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.graphc.plan.fact.AcceptedValues;
import io.graphc.plan.fact.ColumnFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** What conditions of WHERE and ON say of the rows that they let through. Not safe to share between threads. */
final class Conditions {
    /** An equality of two columns or of a column and a value that is the same for all rows. */
    record Equality(int slot, OptionalInt other, Optional<SqlNode> constant, boolean exact) {}

    private final Slots slots;
    private final Function<SqlNode, QueryFacts> queries;

    /** @param queries what is known of a query inside of a condition */
    Conditions(Slots slots, Function<SqlNode, QueryFacts> queries) {
        this.slots = slots;
        this.queries = queries;
    }

    /** The conditions that must all hold. */
    static List<SqlNode> conjuncts(SqlNode condition) {
        List<SqlNode> parts = new ArrayList<>();
        collect(condition, parts);
        return parts;
    }

    private static void collect(SqlNode condition, List<SqlNode> into) {
        if (Slots.isForm(condition, Form.AND)) {
            ((SqlCall) condition).getOperandList().forEach(part -> collect(part, into));
        } else {
            into.add(condition);
        }
    }

    /**
     * Tells the rows what a condition says of the columns of a few slots.
     *
     * @param gaining the slots of which something may be said: in an outer join, those of the side that can be missing
     */
    void apply(SqlNode condition, JoinedRows rows, SlotRange gaining) {
        if (slots.column(condition).isPresent()) {
            rejectNulls(Set.of(slots.column(condition).getAsInt()), rows, gaining);
        }
        if (!(condition instanceof SqlCall call) || !(call.getOperator() instanceof FormOperator form)) {
            return;
        }
        Set<Integer> strict = new TreeSet<>();
        switch (form.form()) {
            case IS_NOT_NULL, COMPARISON, BETWEEN, LIKE -> call.getOperandList().forEach(part -> strict(part, strict));
            case IN_LIST, IN_QUERY -> strict(call.operand(0), strict);
            case NOT -> negated(call.operand(0), strict);
            default -> {}
        }
        rejectNulls(strict, rows, gaining);
        values(form, call, rows, gaining);
    }

    /** Also where it must be false, a comparison is not null. */
    private void negated(SqlNode condition, Set<Integer> strict) {
        if (condition instanceof SqlCall call && call.getOperator() instanceof FormOperator form) {
            switch (form.form()) {
                case COMPARISON, LIKE -> call.getOperandList().forEach(part -> strict(part, strict));
                case IN_LIST -> strict(call.operand(0), strict);
                default -> {}
            }
        }
        slots.column(condition).ifPresent(strict::add);
    }

    /** The columns that are not null where the expression is not. */
    private void strict(SqlNode expression, Set<Integer> into) {
        slots.column(expression).ifPresent(into::add);
        if (expression instanceof SqlCall call) {
            boolean passes = call.getOperator() instanceof CastOperator
                    || Slots.isForm(call, Form.ARITHMETIC)
                    || Slots.isForm(call, Form.NEGATE)
                    || Slots.isForm(call, Form.EXTRACT);
            if (passes) {
                call.getOperandList().forEach(part -> strict(part, into));
            }
        }
    }

    private static void rejectNulls(Set<Integer> strict, JoinedRows rows, SlotRange gaining) {
        for (int slot : strict) {
            if (gaining.contains(slot)) {
                rows.rejectNulls(slot, Proof.byRule("a condition lets no null through"));
            }
        }
    }

    private void values(FormOperator form, SqlCall call, JoinedRows rows, SlotRange gaining) {
        if (form.form() == Form.IN_LIST || form.form() == Form.IN_QUERY) {
            OptionalInt slot = slots.column(call.operand(0));
            if (slot.isPresent() && gaining.contains(slot.getAsInt())) {
                if (form.form() == Form.IN_LIST) {
                    literals(call)
                            .filter(values -> haveOneText(form.operandTypes()))
                            .ifPresent(values -> rows.accept(slot.getAsInt(), values));
                } else {
                    contained(form, call, slot.getAsInt(), rows);
                }
            }
        }
        equality(call).ifPresent(equality -> equal(equality, rows, gaining));
    }

    /** Tells the rows that USING makes two columns equal. */
    void apply(Equality pair, JoinedRows rows, SlotRange gaining) {
        rejectNulls(Set.of(pair.slot(), pair.other().orElse(pair.slot())), rows, gaining);
        equal(pair, rows, gaining);
    }

    private void contained(FormOperator form, SqlCall call, int slot, JoinedRows rows) {
        if (!form.operandTypes().isEmpty()
                && comparesExactly(
                        form.operandTypes().get(0), form.operandTypes().get(1))) {
            ColumnFacts facts = queries.apply(call.operand(1)).column(0);
            rows.contain(slot, facts.containedIn());
        }
    }

    /** True where a value equals a column of a query only when it is the same. */
    private static boolean comparesExactly(SqlType value, SqlType query) {
        return query instanceof SqlType.Row row
                && row.fields().size() == 1
                && Slots.comparesExactly(value, row.fields().get(0).type());
    }

    /** True where values that are equal are written alike, so that a literal tells how a column's value is written. */
    private static boolean haveOneText(List<SqlType> types) {
        return types.stream().allMatch(SqlType.Varchar.class::isInstance)
                || types.stream().allMatch(Slots::isInteger)
                || types.stream().allMatch(type -> type == SqlTypes.BOOLEAN);
    }

    private static Optional<AcceptedValues> literals(SqlCall call) {
        Optional<AcceptedValues> all =
                Optional.of(new AcceptedValues(List.of(), Proof.byRule("a condition lets only these values through")));
        for (SqlNode item : call.getOperandList().subList(1, call.operandCount())) {
            Optional<AcceptedValues> one =
                    item instanceof SqlCall part && part.getOperator() instanceof LiteralOperator literal
                            ? ExpressionFacts.literal(literal)
                            : Optional.empty();
            all = all.flatMap(values -> one.map(values::or));
        }
        return all;
    }

    /** The equality that a condition is. */
    Optional<Equality> equality(SqlNode condition) {
        if (!(condition instanceof SqlCall call)
                || !(call.getOperator() instanceof FormOperator form)
                || form.form() != Form.COMPARISON
                || !form.detail().equals("=")
                || form.operandTypes().size() != 2
                || !Slots.comparesExactly(
                        form.operandTypes().get(0), form.operandTypes().get(1))) {
            return Optional.empty();
        }
        SqlNode left = call.operand(0);
        SqlNode right = call.operand(1);
        OptionalInt one = slots.told(left);
        OptionalInt other = slots.told(right);
        boolean exact = slots.column(left).isPresent() && slots.column(right).isPresent();
        boolean oneText = haveOneText(form.operandTypes());
        if (one.isPresent() && other.isPresent()) {
            return Optional.of(new Equality(one.getAsInt(), other, Optional.empty(), exact));
        }
        if (one.isPresent() && slots.isFixed(right)) {
            boolean plain = oneText && slots.column(left).isPresent();
            return Optional.of(new Equality(one.getAsInt(), OptionalInt.empty(), Optional.of(right), plain));
        }
        if (other.isPresent() && slots.isFixed(left)) {
            boolean plain = oneText && slots.column(right).isPresent();
            return Optional.of(new Equality(other.getAsInt(), OptionalInt.empty(), Optional.of(left), plain));
        }
        return Optional.empty();
    }

    private static void equal(Equality equality, JoinedRows rows, SlotRange gaining) {
        int one = equality.slot();
        if (equality.other().isPresent()) {
            int other = equality.other().getAsInt();
            equal(one, other, equality.exact(), rows, gaining);
            equal(other, one, equality.exact(), rows, gaining);
        } else if (gaining.contains(one)) {
            rows.constant(one);
            SqlNode constant = equality.constant().orElseThrow();
            if (equality.exact()
                    && constant instanceof SqlCall call
                    && call.getOperator() instanceof LiteralOperator literal) {
                ExpressionFacts.literal(literal).ifPresent(value -> rows.accept(one, value));
            }
        }
    }

    /** The second one gains: where it is not null, it is equal to the first. */
    private static void equal(int one, int other, boolean exact, JoinedRows rows, SlotRange gaining) {
        if (gaining.contains(other)) {
            rows.standsFor(one, other);
            if (exact) {
                rows.contain(other, rows.column(one).containedIn());
            }
        }
    }
}
