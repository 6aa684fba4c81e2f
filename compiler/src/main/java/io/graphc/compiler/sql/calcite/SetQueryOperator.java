package io.graphc.compiler.sql.calcite;

import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code UNION}, {@code INTERSECT} and {@code EXCEPT}: columns by position, names of the first query, Trino's common types. */
public final class SetQueryOperator extends SqlSetOperator {
    private static final int PRECEDENCE = 14;

    private final boolean recursive;
    private List<SqlType> columnTypes = List.of();

    public SetQueryOperator(SqlKind kind, boolean distinct) {
        this(kind, distinct, false);
    }

    private SetQueryOperator(SqlKind kind, boolean distinct, boolean recursive) {
        super(kind.name() + (distinct ? "" : " ALL"), kind, PRECEDENCE, !distinct);
        this.recursive = recursive;
    }

    /** The union of a query that reads itself in its second part: the first part alone decides about the types. */
    public static SetQueryOperator recursive(boolean distinct) {
        return new SetQueryOperator(SqlKind.UNION, distinct, true);
    }

    /** The types that the columns of both sides are converted to, after validation. */
    public List<SqlType> columnTypes() {
        return columnTypes;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        QueryValidator queries = (QueryValidator) validator;
        RelDataType left = queries.rowType(call.operand(0));
        RelDataType right = queries.rowType(call.operand(1));
        if (left.getFieldCount() != right.getFieldCount()) {
            reportCounts(queries, call, left.getFieldCount(), right.getFieldCount());
            return left;
        }
        RelDataTypeFactory.Builder row = validator.getTypeFactory().builder();
        for (RelDataTypeField field : left.getFieldList()) {
            RelDataType other = right.getFieldList().get(field.getIndex()).getType();
            SqlType type = common(queries, call, field, RelTypes.toSqlType(other));
            checkComparable(queries, call, field.getIndex(), type);
            // A null of one column can come to another one in a later round.
            boolean nullable =
                    recursive || field.getType().isNullable() || (kind != SqlKind.EXCEPT && other.isNullable());
            row.add(field.getName(), RelTypes.toCalcite(type, nullable));
        }
        RelDataType result = row.build();
        columnTypes = result.getFieldList().stream()
                .map(field -> RelTypes.toSqlType(field.getType()))
                .toList();
        return result;
    }

    private SqlType common(QueryValidator validator, SqlCall call, RelDataTypeField field, SqlType right) {
        SqlType left = RelTypes.toSqlType(field.getType());
        Optional<SqlType> common = FormTyping.common(left, right);
        if (common.isPresent()
                && (!recursive || common.get() == SqlTypes.ANY || common.get().equals(left))) {
            return recursive ? left : common.get();
        }
        String name = Unnamed.is(field.getName()) ? "" : " (`" + field.getName() + "`)";
        validator
                .problems()
                .report(
                        itemPosition(call.operand(1), field.getIndex()),
                        Diagnostic.of(
                                        DiagnosticCode.SET_OPERATION_DIFFERS,
                                        "column " + (field.getIndex() + 1) + name + " of `" + shown() + "` is `" + left
                                                + "` on the left and `" + right + "` on the right")
                                .caption(right.toString()));
        return recursive ? left : SqlTypes.ANY;
    }

    /** Only {@code UNION ALL} keeps the rows as they are. */
    private void checkComparable(QueryValidator validator, SqlCall call, int index, SqlType type) {
        boolean compares = kind != SqlKind.UNION || !isAll();
        if (compares && type != SqlTypes.ANY && !FormTyping.comparable(type, false)) {
            validator
                    .problems()
                    .report(
                            itemPosition(call.operand(1), index),
                            FormTyping.mismatch("values of type `" + type + "` cannot be compared, as `" + shown()
                                            + "` needs")
                                    .caption(type.toString()));
        }
    }

    private void reportCounts(QueryValidator validator, SqlCall call, int left, int right) {
        SqlNode second = call.operand(1);
        SqlParserPos position = second instanceof SqlSelect select
                        && !TextPosition.isNowhere(select.getSelectList().getParserPosition())
                ? select.getSelectList().getParserPosition()
                : second.getParserPosition();
        validator
                .problems()
                .report(
                        position,
                        Diagnostic.of(
                                        DiagnosticCode.SET_OPERATION_DIFFERS,
                                        "the queries of `" + shown() + "` must have as many columns: " + left
                                                + " on the left, " + right + " on the right")
                                .caption(right + (right == 1 ? " column" : " columns")));
    }

    private static SqlParserPos itemPosition(SqlNode query, int index) {
        if (query instanceof SqlSelect select && index < select.getSelectList().size()) {
            return select.getSelectList().get(index).getParserPosition();
        }
        return query.getParserPosition();
    }

    private String shown() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
