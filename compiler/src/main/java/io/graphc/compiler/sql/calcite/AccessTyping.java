package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.function.Binding;
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
        if (base instanceof SqlType.Row row) {
            return rowItem(call, row);
        }
        if (FormTyping.isAny(base) || base == SqlTypes.UNKNOWN) {
            return new Typed(base, true);
        }
        boolean collection = base instanceof SqlType.Array || base instanceof SqlType.Map;
        if (!collection) {
            call.report(FormTyping.mismatch("`" + base + "` has no parts to subscript with `" + index + "`")
                    .caption(base.toString()));
            return Typed.UNKNOWN;
        }
        return element(call, base, index);
    }

    private static Typed element(CallTyping call, SqlType base, SqlType index) {
        SqlType element = base instanceof SqlType.Map map ? map.value() : ((SqlType.Array) base).element();
        SqlType wanted = base instanceof SqlType.Map map ? map.key() : SqlTypes.BIGINT;
        if (FormTyping.isAny(index) || FormTyping.isAny(wanted)) {
            return new Typed(element, true);
        }
        Binding binding = call.validator().functions().bindOperator("subscript", List.of(base, index));
        if (binding instanceof Binding.Bound bound) {
            call.expect(0, bound.argumentTypes().get(0));
            call.expect(1, bound.argumentTypes().get(1));
            return new Typed(bound.result(), true);
        }
        Diagnostic.Builder problem = FormTyping.mismatch(
                        "a subscript of `" + base + "` must be `" + wanted + "`, found `" + index + "`")
                .caption(index.toString());
        if (TypeCoercion.canCast(index, wanted)) {
            problem.help("cast it: `cast(... as " + wanted + ")`");
        }
        call.report(1, problem);
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
