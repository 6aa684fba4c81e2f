package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticCode;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;

/** The types of parts of arrays, maps and rows. */
final class AccessTyping {
    private AccessTyping() {}

    static Typed subscript(CallTyping call) {
        SqlType base = call.type(0);
        SqlType index = call.type(1);
        if (base instanceof SqlType.Array array) {
            return element(call, array.element(), SqlTypes.BIGINT);
        }
        if (base instanceof SqlType.Map map) {
            return element(call, map.value(), map.key());
        }
        if (base instanceof SqlType.Row row) {
            return rowItem(call, row);
        }
        if (!FormTyping.isAny(base)) {
            call.report(FormTyping.mismatch("`" + base + "` has no parts to subscript with `" + index + "`")
                    .caption(base.toString()));
        }
        return Typed.UNKNOWN;
    }

    private static Typed element(CallTyping call, SqlType element, SqlType expectedIndex) {
        SqlType index = call.type(1);
        boolean any = FormTyping.isAny(index) || FormTyping.isAny(expectedIndex);
        if (!any && !TypeCoercion.canCoerce(index, expectedIndex)) {
            call.report(
                    1,
                    FormTyping.mismatch("a subscript of `" + call.type(0) + "` must be `" + expectedIndex + "`, found `"
                                    + index + "`")
                            .caption(index.toString()));
        }
        call.expect(1, expectedIndex);
        return new Typed(element, true);
    }

    private static Typed rowItem(CallTyping call, SqlType.Row row) {
        if (call.operand(1) instanceof org.apache.calcite.sql.SqlCall inner
                && inner.getOperator() instanceof LiteralOperator literal
                && SqlTypes.isInteger(literal.literalType())) {
            long position = Long.parseLong(literal.value());
            if (position >= 1 && position <= row.fields().size()) {
                return new Typed(row.fields().get((int) position - 1).type(), true);
            }
        }
        call.report(
                1,
                FormTyping.mismatch("a subscript of a row must be a constant from 1 to "
                        + row.fields().size()));
        return Typed.UNKNOWN;
    }

    static Typed field(String name, CallTyping call) {
        SqlType base = call.type(0);
        if (base instanceof SqlType.Row row) {
            for (SqlType.Field field : row.fields()) {
                if (field.name().equalsIgnoreCase(name)) {
                    return new Typed(field.type(), true);
                }
            }
            List<String> names = row.fields().stream()
                    .map(SqlType.Field::name)
                    .filter(field -> !field.isEmpty())
                    .toList();
            call.report(Diagnostic.of(DiagnosticCode.UNKNOWN_COLUMN, "field `" + name + "` not found in the row")
                    .hint(name, names, "the row has fields"));
        } else if (!FormTyping.isAny(base)) {
            call.report(FormTyping.mismatch("`" + base + "` has no field `" + name + "`")
                    .caption(base.toString()));
        }
        return Typed.UNKNOWN;
    }
}
