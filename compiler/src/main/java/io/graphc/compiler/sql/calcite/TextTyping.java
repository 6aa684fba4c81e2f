package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;

/** The types of the expressions of the grammar that take text. */
final class TextTyping {
    private TextTyping() {}

    /** The left side may be {@code char}, pattern and escape may not. */
    static Typed like(CallTyping call) {
        for (int i = 0; i < call.count(); i++) {
            SqlType type = call.type(i);
            boolean fits = i == 0 ? SqlTypes.isText(type) : type instanceof SqlType.Varchar;
            if (!fits && !isUntyped(type)) {
                String what = i == 0 ? "the left side of `like`" : i == 1 ? "the pattern of `like`" : "the escape";
                call.report(i, mustBeText(what, i == 0 ? "text" : "`varchar`", type));
            }
        }
        return new Typed(SqlTypes.BOOLEAN, call.anyNullable(0, call.count()));
    }

    /** {@code format} takes what casts to text. */
    static Typed format(CallTyping call) {
        SqlType pattern = call.type(0);
        if (!(pattern instanceof SqlType.Varchar) && !isUntyped(pattern)) {
            call.report(0, mustBeText("the pattern of `format`", "`varchar`", pattern));
        }
        for (int i = 1; i < call.count(); i++) {
            SqlType type = call.type(i);
            if (!TypeCoercion.canCast(type, SqlTypes.VARCHAR)) {
                call.report(
                        i,
                        FormTyping.mismatch("`format` cannot show `" + type + "`")
                                .caption(type.toString())
                                .help("make it text first: `json_format(cast(... as json))`"));
            }
        }
        return new Typed(SqlTypes.VARCHAR, call.nullable(0));
    }

    private static boolean isUntyped(SqlType type) {
        return FormTyping.isAny(type) || type == SqlTypes.UNKNOWN;
    }

    private static Diagnostic.Builder mustBeText(String what, String wanted, SqlType found) {
        return FormTyping.mismatch(what + " must be " + wanted + ", found `" + found + "`")
                .caption(found.toString())
                .help("cast it: `cast(... as varchar)`");
    }
}
