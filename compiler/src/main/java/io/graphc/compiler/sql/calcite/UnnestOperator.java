package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * {@code UNNEST} as in Trino: an array of rows yields a column for each field, a map a column for keys and one for values,
 * several collections stand side by side.
 */
public class UnnestOperator extends SqlUnnestOperator {
    private List<SqlType> operandTypes = List.of();
    private @Nullable SqlValidatorScope scope;

    public UnnestOperator(boolean withOrdinality) {
        super(withOrdinality);
    }

    /** Takes what was found out of the operands. */
    protected final void remember(List<SqlType> types, @Nullable SqlValidatorScope seen) {
        operandTypes = List.copyOf(types);
        scope = seen;
    }

    /** What the relation is beside its operands. */
    public String definition() {
        return withOrdinality ? "with ordinality" : "";
    }

    /** The types of the collections, after validation. */
    public List<SqlType> operandTypes() {
        return operandTypes;
    }

    /** The position of the collection that a column comes from, after validation; none for the ordinality. */
    public OptionalInt collectionOf(int column) {
        int next = 0;
        for (int i = 0; i < operandTypes.size(); i++) {
            next += columnCount(operandTypes.get(i));
            if (column < next) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static int columnCount(SqlType type) {
        if (type instanceof SqlType.Map) {
            return 2;
        }
        return type instanceof SqlType.Array array && array.element() instanceof SqlType.Row row
                ? row.fields().size()
                : 1;
    }

    /** What the names in the collections of a call mean, after validation; the other scope where that is not known. */
    public static @Nullable SqlValidatorScope scopeOf(SqlCall unnest, @Nullable SqlValidatorScope otherwise) {
        boolean known = unnest.getOperator() instanceof UnnestOperator operator && operator.scope != null;
        return known ? ((UnnestOperator) unnest.getOperator()).scope : otherwise;
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
        return true;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        SqlCallBinding call = (SqlCallBinding) binding;
        RelDataTypeFactory.Builder row = call.getTypeFactory().builder();
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < call.getOperandCount(); i++) {
            SqlType type = RelTypes.toSqlType(call.getOperandType(i));
            types.add(type);
            addColumns(type, i, call.getCall(), (QueryValidator) call.getValidator(), row);
        }
        remember(types, call.getScope());
        if (withOrdinality) {
            row.add(Unnamed.column(row.getFieldCount()), RelTypes.toCalcite(SqlTypes.BIGINT, false));
        }
        return row.build();
    }

    private static void addColumns(
            SqlType type, int index, SqlCall call, QueryValidator validator, RelDataTypeFactory.Builder row) {
        if (type instanceof SqlType.Map map) {
            add(row, map.key());
            add(row, map.value());
        } else if (type instanceof SqlType.Array array && array.element() instanceof SqlType.Row fields) {
            fields.fields().forEach(field -> {
                String name = field.name().isEmpty() ? Unnamed.column(row.getFieldCount()) : field.name();
                row.add(name, RelTypes.toCalcite(field.type(), true));
            });
        } else if (type instanceof SqlType.Array array) {
            add(row, array.element());
        } else {
            if (type != SqlTypes.ANY) {
                validator
                        .problems()
                        .report(
                                call.operand(index).getParserPosition(),
                                Diagnostic.of(DiagnosticCode.TYPE_MISMATCH, "cannot unnest `" + type + "`")
                                        .caption(type.toString())
                                        .note("`unnest` takes arrays and maps"));
            }
            add(row, SqlTypes.ANY);
        }
    }

    private static void add(RelDataTypeFactory.Builder row, SqlType type) {
        row.add(Unnamed.column(row.getFieldCount()), RelTypes.toCalcite(type, true));
    }
}
