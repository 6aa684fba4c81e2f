package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.compiler.sql.function.TypeCoercion;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Locale;

/** The types of SQL's JSON functions, as Trino's manual gives them under "JSON functions and operators". */
final class JsonTyping {
    private JsonTyping() {}

    static Typed infer(JsonShape shape, CallTyping call) {
        return switch (shape.function()) {
            case JSON_EXISTS -> exists(shape, call);
            case JSON_VALUE -> value(shape, call);
            case JSON_QUERY -> query(shape, call);
            case JSON_OBJECT, JSON_ARRAY -> construct(shape, call);
        };
    }

    private static Typed exists(JsonShape shape, CallTyping call) {
        input(shape, call);
        return new Typed(SqlTypes.BOOLEAN, call.nullable(0) || shape.onError().equals("UNKNOWN"));
    }

    private static Typed value(JsonShape shape, CallTyping call) {
        input(shape, call);
        SqlType result = shape.returned().orElse(SqlTypes.VARCHAR);
        boolean scalar = SqlTypes.isText(result)
                || isNumeric(result)
                || result == SqlTypes.BOOLEAN
                || result == SqlTypes.DATE
                || result instanceof SqlType.Time
                || result instanceof SqlType.Timestamp
                || FormTyping.isAny(result);
        if (!scalar) {
            call.report(FormTyping.mismatch("`json_value` cannot return `" + result + "`"));
        }
        for (int i = shape.defaultsAt(); i < call.count(); i++) {
            SqlType type = call.type(i);
            if (scalar && !FormTyping.isAny(type) && !TypeCoercion.canCoerce(type, result)) {
                call.report(
                        i,
                        FormTyping.mismatch(
                                        "the default of `json_value` must be `" + result + "`, found `" + type + "`")
                                .caption(type.toString()));
            }
            call.expect(i, result);
        }
        return new Typed(scalar ? result : SqlTypes.ANY, true);
    }

    private static boolean isNumeric(SqlType type) {
        return SqlTypes.isInteger(type)
                || type == SqlTypes.DOUBLE
                || type == SqlTypes.REAL
                || type instanceof SqlType.Decimal;
    }

    private static Typed query(JsonShape shape, CallTyping call) {
        input(shape, call);
        if (shape.wrapping().endsWith("OMIT") && !shape.wrapping().startsWith("WITHOUT")) {
            call.report(FormTyping.mismatch("`omit quotes` and an array wrapper exclude each other"));
        }
        return new Typed(output(shape, call), true);
    }

    /** The input and the parameters of a path. */
    private static void input(JsonShape shape, CallTyping call) {
        requireText(call, 0);
        for (int i = 1; i < shape.defaultsAt(); i++) {
            if (!shape.formats().get(i).isEmpty()) {
                requireText(call, i);
            } else if (isNested(call.type(i))) {
                call.report(
                        i,
                        FormTyping.mismatch(
                                "a parameter of a JSON path must be a single value, found `" + call.type(i) + "`"));
            }
        }
    }

    private static boolean isNested(SqlType type) {
        return type instanceof SqlType.Array || type instanceof SqlType.Map || type instanceof SqlType.Row;
    }

    private static void requireText(CallTyping call, int index) {
        SqlType type = call.type(index);
        boolean fits = FormTyping.isAny(type)
                || type == SqlTypes.UNKNOWN
                || SqlTypes.isText(type)
                || type == SqlTypes.VARBINARY;
        if (!fits) {
            call.report(
                    index,
                    FormTyping.mismatch("JSON is read from text here, found `" + type + "`")
                            .caption(type.toString())
                            .help(type == SqlTypes.JSON ? "write `json_format(...)`" : "write it as text"));
        }
    }

    private static SqlType output(JsonShape shape, CallTyping call) {
        SqlType result = shape.returned().orElse(SqlTypes.VARCHAR);
        if (!SqlTypes.isText(result) && result != SqlTypes.VARBINARY && !FormTyping.isAny(result)) {
            call.report(FormTyping.mismatch("`" + name(shape) + "` returns text, not `" + result + "`"));
            return SqlTypes.ANY;
        }
        return result;
    }

    private static String name(JsonShape shape) {
        return shape.function().name().toLowerCase(Locale.ROOT);
    }

    private static Typed construct(JsonShape shape, CallTyping call) {
        boolean object = shape.function() == JsonShape.Function.JSON_OBJECT;
        for (int i = 0; i < call.count(); i++) {
            if (object && i % 2 == 0) {
                key(call, i);
            } else if (!shape.formats().get(i).isEmpty()) {
                requireText(call, i);
            } else {
                member(shape, call, i);
            }
        }
        return new Typed(output(shape, call), false);
    }

    private static void key(CallTyping call, int index) {
        SqlType type = call.type(index);
        if (!FormTyping.isAny(type) && !SqlTypes.isText(type)) {
            call.report(
                    index,
                    FormTyping.mismatch("a key of `json_object` must be text, found `" + type + "`")
                            .caption(type.toString()));
        }
    }

    private static void member(JsonShape shape, CallTyping call, int index) {
        SqlType type = call.type(index);
        boolean fits = FormTyping.isAny(type)
                || type == SqlTypes.UNKNOWN
                || (!isNested(type) && type != SqlTypes.VARBINARY && TypeCoercion.canCast(type, SqlTypes.VARCHAR));
        if (!fits) {
            call.report(
                    index,
                    FormTyping.mismatch("`" + name(shape) + "` takes no value of type `" + type + "`")
                            .caption(type.toString())
                            .help("write it as JSON: `json_format(cast(... as json)) format json`"));
        }
    }
}
