package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Optional;

/** The types of queries inside expressions. */
final class QueryTyping {
    private QueryTyping() {}

    static Typed scalar(CallTyping call) {
        List<SqlType.Field> columns = columns(call, 0);
        if (columns.size() == 1) {
            return new Typed(columns.get(0).type(), true);
        }
        List<SqlType.Field> fields = columns.stream()
                .map(column -> Unnamed.is(column.name()) ? new SqlType.Field("", column.type()) : column)
                .toList();
        return new Typed(new SqlType.Row(fields), true);
    }

    private static List<SqlType.Field> columns(CallTyping call, int index) {
        return call.type(index) instanceof SqlType.Row row ? row.fields() : List.of();
    }

    static Typed inQuery(CallTyping call) {
        compare(call);
        return new Typed(SqlTypes.BOOLEAN, true);
    }

    static Typed quantified(String detail, CallTyping call) {
        boolean ordered = !detail.startsWith("= ") && !detail.startsWith("<> ");
        compare(call)
                .filter(type -> !FormTyping.isAny(type) && !FormTyping.comparable(type, ordered))
                .ifPresent(type -> call.reportBefore(
                        1,
                        FormTyping.mismatch(
                                "cannot " + (ordered ? "order" : "compare") + " values of type `" + type + "`")));
        return new Typed(SqlTypes.BOOLEAN, true);
    }

    /** The type that both sides are compared as. */
    private static Optional<SqlType> compare(CallTyping call) {
        List<SqlType.Field> columns = columns(call, 1);
        SqlType value = call.type(0);
        boolean isRow = value instanceof SqlType.Row;
        int width = value instanceof SqlType.Row row ? row.fields().size() : 1;
        if (columns.size() != width) {
            call.report(
                    1,
                    FormTyping.mismatch("the query must have " + width + (width == 1 ? " column" : " columns")
                            + ", found " + columns.size()));
            return Optional.empty();
        }
        SqlType other = isRow ? new SqlType.Row(columns) : columns.get(0).type();
        Optional<SqlType> common = FormTyping.common(value, other);
        if (common.isEmpty()) {
            call.reportBefore(
                    1,
                    FormTyping.mismatch("cannot compare `" + value + "` with `" + other + "` of the query")
                            .caption(value.toString())
                            .help(FormTyping.wayOut(value, other)));
        } else {
            call.expect(0, common.get());
        }
        return common;
    }
}
