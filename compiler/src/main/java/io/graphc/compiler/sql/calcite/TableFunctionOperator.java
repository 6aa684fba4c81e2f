package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.plan.Column;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;

/**
 * A relation that is computed from its operands and whose columns the text tells: {@code JSON_TABLE} and
 * {@code TABLE(sequence(...))}. A kind of UNNEST, because it sees the relations before it as that does.
 */
public final class TableFunctionOperator extends UnnestOperator {
    /** The functions. */
    public enum Function {
        /** Operands: the JSON text, then parameters of the path and defaults of columns. */
        JSON_TABLE,
        /** Operands: start, stop and, where written, step. */
        SEQUENCE
    }

    private final Function function;
    private final List<Column> columns;
    private final String written;

    /**
     * A call of a function.
     *
     * @param columns the columns that it makes
     * @param written the call as written, which tells it from others
     */
    public TableFunctionOperator(Function function, List<Column> columns, String written) {
        super(false);
        this.function = function;
        this.columns = List.copyOf(columns);
        this.written = written;
    }

    @Override
    public String definition() {
        return written;
    }

    public Function function() {
        return function;
    }

    public List<Column> columns() {
        return columns;
    }

    /** A column that can be null comes from the first operand; a number of rows comes from none. */
    @Override
    public OptionalInt collectionOf(int column) {
        return columns.get(column).nullable() ? OptionalInt.of(0) : OptionalInt.empty();
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        SqlCallBinding call = (SqlCallBinding) binding;
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < call.getOperandCount(); i++) {
            types.add(RelTypes.toSqlType(call.getOperandType(i)));
            check(call, i, types.get(i));
        }
        remember(types, call.getScope());
        return RelTypes.rowOf(columns, call.getTypeFactory());
    }

    private void check(SqlCallBinding call, int index, SqlType type) {
        boolean any = type == SqlTypes.ANY || type == SqlTypes.UNKNOWN;
        boolean number = function == Function.SEQUENCE;
        boolean fits = number
                ? TypeCoercion.canCoerce(type, SqlTypes.BIGINT)
                : index > 0 || SqlTypes.isText(type) || type == SqlTypes.VARBINARY;
        if (!any && !fits) {
            String wanted = number ? "`sequence` takes `bigint`, found `" : "JSON is read from text here, found `";
            ((QueryValidator) call.getValidator())
                    .problems()
                    .report(
                            call.operand(index).getParserPosition(),
                            FormTyping.mismatch(wanted + type + "`").caption(type.toString()));
        }
    }
}
