package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Locale;

/** Rewrites of the mathematical and bitwise functions. */
final class NumberFunctions {
    private static final String LAST_DIGIT = "the last digit of a double can differ";

    private NumberFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        table.exact("abs", call -> call.castToResult("abs(" + call.text(0) + ")"))
                .exact("sign", NumberFunctions::sign)
                .exact("mod", call -> DuckDbOperators.modulus(call.text(0), call.text(1), call.type()))
                .exact("ceil", call -> wholeNumber(call, "ceil"))
                .exact("ceiling", call -> wholeNumber(call, "ceil"))
                .exact("floor", call -> wholeNumber(call, "floor"))
                .exact("truncate", NumberFunctions::truncate)
                .exact("round", NumberFunctions::round)
                .exact("pi", call -> "pi()")
                .exact("e", call -> "exp(1)")
                .exact("infinity", call -> "CAST('Infinity' AS DOUBLE)")
                .tolerant("nan", "NaN is equal to itself and the largest value", call -> "CAST('NaN' AS DOUBLE)")
                .exact("is_nan", call -> "isnan(" + call.text(0) + ")")
                .exact("is_infinite", call -> "isinf(" + call.text(0) + ")")
                .exact("is_finite", call -> "isfinite(" + call.text(0) + ")")
                .exact("bitwise_and", call -> bits(call, "&"))
                .exact("bitwise_or", call -> bits(call, "|"))
                .exact(
                        "bitwise_xor",
                        call -> call.castToResult("xor(" + bigint(call, 0) + ", " + bigint(call, 1) + ")"))
                .exact("bitwise_not", call -> "(~" + bigint(call, 0) + ")")
                .exact("to_base", NumberFunctions::toBase)
                .exact("width_bucket", NumberFunctions::widthBucket);
        for (String name : new String[] {"sqrt", "cbrt", "exp", "ln", "log10", "log2"}) {
            table.tolerant(name, LAST_DIGIT, NumberFunctions::ofDoubles);
        }
        for (String name : new String[] {
            "degrees", "radians", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh"
        }) {
            table.tolerant(name, LAST_DIGIT, NumberFunctions::ofDoubles);
        }
        table.tolerant("pow", LAST_DIGIT, NumberFunctions::ofDoubles)
                .tolerant("power", LAST_DIGIT, NumberFunctions::ofDoubles);
        table.tolerant("log", LAST_DIGIT, call -> "(ln(" + toDouble(call, 1) + ") / ln(" + toDouble(call, 0) + "))");
    }

    private static String ofDoubles(PrintedCall call) {
        StringBuilder text = new StringBuilder(call.name()).append('(');
        for (int i = 0; i < call.size(); i++) {
            text.append(i > 0 ? ", " : "").append(toDouble(call, i));
        }
        return text.append(')').toString();
    }

    private static String toDouble(PrintedCall call, int index) {
        return call.type(index) == SqlTypes.DOUBLE ? call.text(index) : "CAST(" + call.text(index) + " AS DOUBLE)";
    }

    private static String bigint(PrintedCall call, int index) {
        return call.type(index) == SqlTypes.BIGINT ? call.text(index) : "CAST(" + call.text(index) + " AS BIGINT)";
    }

    private static String bits(PrintedCall call, String operator) {
        return "(" + bigint(call, 0) + " " + operator + " " + bigint(call, 1) + ")";
    }

    /** DuckDB's sign is a tiny integer, of which a NaN has none. */
    private static String sign(PrintedCall call) {
        if (call.type(0) == SqlTypes.DOUBLE || call.type(0) == SqlTypes.REAL) {
            return call.once(
                    call.text(0),
                    text -> "CASE WHEN isnan(" + text + ") THEN " + text + " ELSE "
                            + call.castToResult("sign(" + text + ")") + " END");
        }
        return call.castToResult("sign(" + call.text(0) + ")");
    }

    private static String wholeNumber(PrintedCall call, String function) {
        return SqlTypes.isInteger(call.type(0)) ? call.text(0) : call.castToResult(function + "(" + call.text(0) + ")");
    }

    private static String truncate(PrintedCall call) {
        if (call.size() == 1) {
            return call.castToResult("trunc(" + call.text(0) + ")");
        }
        int digits = call.integer(1, "number of digits");
        if (!(call.type(0) instanceof SqlType.Decimal decimal)) {
            throw call.refuse("`truncate` to a number of digits is translated for decimals only");
        }
        if (digits < 0) {
            throw call.refuse("`truncate` to fewer than zero digits is not translated");
        }
        return call.castToResult("trunc(" + call.text(0) + ", " + Math.min(digits, decimal.scale()) + ")");
    }

    private static String round(PrintedCall call) {
        if (call.size() == 1) {
            return SqlTypes.isInteger(call.type(0)) ? call.text(0) : call.castToResult("round(" + call.text(0) + ")");
        }
        int digits = call.integer(1, "number of digits");
        if (call.type(0) instanceof SqlType.Decimal decimal) {
            return call.castToResult(
                    digits >= decimal.scale() ? call.text(0) : "round(" + call.text(0) + ", " + digits + ")");
        }
        if (digits >= 0 && SqlTypes.isInteger(call.type(0))) {
            return call.text(0);
        }
        return call.castToResult("round(" + call.text(0) + ", " + digits + ")");
    }

    private static String toBase(PrintedCall call) {
        String radix = call.literal(1, "radix");
        return call.once(
                call.text(0),
                text -> "CASE WHEN " + text + " < 0 THEN '-' || lower(to_base(-" + text + ", " + radix
                        + ")) ELSE lower(to_base(" + text + ", " + radix + ")) END");
    }

    private static String widthBucket(PrintedCall call) {
        if (call.size() != 4) {
            throw call.refuse("`width_bucket` over an array of bounds is not translated");
        }
        double low = number(call, 1);
        double high = number(call, 2);
        int buckets = call.integer(3, "number of buckets");
        if (!(low < high) || buckets < 1) {
            throw call.refuse("`width_bucket` is translated for rising bounds only");
        }
        return call.once(
                toDouble(call, 0),
                text -> String.format(
                        Locale.ROOT,
                        "CASE WHEN %1$s < %2$s THEN 0 WHEN %1$s >= %3$s THEN %4$d ELSE CAST(floor(%5$d * (%1$s - %2$s) / (%3$s - %2$s)) AS BIGINT) + 1 END",
                        text,
                        toDouble(call, 1),
                        toDouble(call, 2),
                        buckets + 1,
                        buckets));
    }

    private static double number(PrintedCall call, int index) {
        try {
            return Double.parseDouble(call.literal(index, "bound"));
        } catch (NumberFormatException e) {
            throw call.refuse("the bounds of `width_bucket` must be numbers");
        }
    }
}
