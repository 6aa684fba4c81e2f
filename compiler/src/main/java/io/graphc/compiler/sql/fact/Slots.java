package io.graphc.compiler.sql.fact;

import io.graphc.compiler.sql.calcite.CastOperator;
import io.graphc.compiler.sql.calcite.Form;
import io.graphc.compiler.sql.calcite.FormOperator;
import io.graphc.compiler.sql.calcite.LiteralOperator;
import io.graphc.compiler.sql.calcite.QueryValidator;
import io.graphc.compiler.sql.calcite.RelTypes;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/** Finds the slots that expressions name. Not safe to share between threads. */
final class Slots {
    private static final Set<SqlType> INTEGERS =
            Set.of(SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER, SqlTypes.BIGINT);

    private final @Nullable QueryValidator validator;
    private final @Nullable ListScope scope;
    private final List<SqlValidatorNamespace> relations;
    private final int[] firsts;
    private final Map<SqlIdentifier, OptionalInt> known = new IdentityHashMap<>();

    Slots(QueryValidator validator, ListScope scope) {
        this.validator = validator;
        this.scope = scope;
        this.relations = scope.getChildren();
        this.firsts = new int[relations.size() + 1];
        for (int i = 0; i < relations.size(); i++) {
            firsts[i + 1] = firsts[i] + relations.get(i).getRowType().getFieldCount();
        }
    }

    private Slots() {
        this.validator = null;
        this.scope = null;
        this.relations = List.of();
        this.firsts = new int[1];
    }

    /** For expressions that stand behind no FROM. */
    static Slots none() {
        return new Slots();
    }

    int relations() {
        return relations.size();
    }

    /** The slot of the first column of a relation; of the last one and one more: the number of slots. */
    int first(int relation) {
        return firsts[relation];
    }

    List<String> columnNames(int relation) {
        return relations.get(relation).getRowType().getFieldNames();
    }

    /** The type of a slot's column. */
    SqlType type(int slot) {
        int relation = 0;
        while (firsts[relation + 1] <= slot) {
            relation++;
        }
        RelDataTypeField field =
                relations.get(relation).getRowType().getFieldList().get(slot - firsts[relation]);
        return RelTypes.toSqlType(field.getType());
    }

    /** The slot of a column, written as a column. */
    OptionalInt column(SqlNode expression) {
        if (!(expression instanceof SqlIdentifier name) || name.isStar()) {
            return OptionalInt.empty();
        }
        OptionalInt slot = known.get(name);
        if (slot == null) {
            slot = find(name);
            known.put(name, slot);
        }
        return slot;
    }

    private OptionalInt find(SqlIdentifier name) {
        if (validator == null || scope == null) {
            return OptionalInt.empty();
        }
        SqlQualified qualified = validator.qualified(scope, name);
        SqlValidatorNamespace relation = qualified.namespace;
        if (relation == null || qualified.suffix().size() != 1) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < relations.size(); i++) {
            if (relations.get(i) == relation) {
                RelDataTypeField field =
                        relation.getRowType().getField(qualified.suffix().get(0), false, false);
                return field == null ? OptionalInt.empty() : OptionalInt.of(firsts[i] + field.getIndex());
            }
        }
        return OptionalInt.empty();
    }

    /** The slot of a column that an expression tells: two rows that agree in the expression agree in the column. */
    OptionalInt told(SqlNode expression) {
        if (expression instanceof SqlCall call
                && call.getOperator() instanceof CastOperator cast
                && !cast.operandTypes().isEmpty()
                && keepsApart(cast.operandTypes().get(0), cast.target())) {
            return told(call.operand(0));
        }
        return column(expression);
    }

    /** True for an expression whose value does not depend on the row: a constant, or a column of a query around this one. */
    boolean isFixed(SqlNode expression) {
        if (expression instanceof SqlIdentifier name && !name.isStar()) {
            return column(name).isEmpty() && isOuter(name);
        }
        if (!(expression instanceof SqlCall call)) {
            return false;
        }
        return call.getOperator() instanceof LiteralOperator
                || (call.getOperator() instanceof CastOperator && isFixed(call.operand(0)));
    }

    private boolean isOuter(SqlIdentifier name) {
        if (validator == null || scope == null) {
            return false;
        }
        SqlQualified qualified = validator.qualified(scope, name);
        return qualified.namespace != null && relations.stream().noneMatch(own -> own == qualified.namespace);
    }

    /** True where a conversion takes different values to different values. */
    static boolean keepsApart(SqlType from, SqlType to) {
        if (from.equals(to)) {
            return from != SqlTypes.ANY && from != SqlTypes.UNKNOWN;
        }
        boolean toText = to instanceof SqlType.Varchar;
        if (INTEGERS.contains(from)) {
            return INTEGERS.contains(to) || to instanceof SqlType.Decimal || to.equals(SqlTypes.VARCHAR);
        }
        if (from.equals(SqlTypes.DATE)) {
            return (to instanceof SqlType.Timestamp time && !time.withZone()) || to.equals(SqlTypes.VARCHAR);
        }
        return from instanceof SqlType.Varchar && toText && to.equals(SqlTypes.VARCHAR);
    }

    /** True where values of two types are equal only when they are the same after a conversion that keeps them apart. */
    static boolean comparesExactly(SqlType one, SqlType other) {
        if (one == SqlTypes.ANY || one == SqlTypes.UNKNOWN) {
            return false;
        }
        boolean numbers = isExact(one) && isExact(other);
        boolean texts = one instanceof SqlType.Varchar && other instanceof SqlType.Varchar;
        return numbers || texts || one.equals(other);
    }

    private static boolean isExact(SqlType type) {
        return INTEGERS.contains(type) || type instanceof SqlType.Decimal;
    }

    static boolean isInteger(SqlType type) {
        return INTEGERS.contains(type);
    }

    static boolean isForm(SqlNode node, Form form) {
        return node instanceof SqlCall call
                && call.getOperator() instanceof FormOperator operator
                && operator.form() == form;
    }
}
