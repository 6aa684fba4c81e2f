package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.function.Binding;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.List;
import java.util.Locale;

/** The types of the distances that the frame of a window names, as Trino's manual gives them under "Window functions". */
final class FrameTyping {
    private FrameTyping() {}

    static void check(FunctionShape shape, CallTyping call) {
        shape.window().ifPresent(window -> window.frame().ifPresent(frame -> check(shape, window, frame, call)));
    }

    private static void check(FunctionShape shape, FunctionShape.Window window, WindowFrame frame, CallTyping call) {
        int at = shape.frameAt();
        for (WindowFrame.Bound bound : List.of(frame.start(), frame.end())) {
            if (bound.hasValue() && at < call.count()) {
                if (frame.unit().equals("RANGE")) {
                    checkDistance(shape, window, at, call);
                } else {
                    checkCount(frame.unit(), at, call);
                }
                at++;
            }
        }
    }

    private static void checkCount(String unit, int at, CallTyping call) {
        SqlType type = call.type(at);
        boolean whole = SqlTypes.isInteger(type) || (type instanceof SqlType.Decimal decimal && decimal.scale() == 0);
        if (!whole && !FormTyping.isAny(type)) {
            call.report(
                    at,
                    FormTyping.mismatch("a frame of `" + unit.toLowerCase(Locale.ROOT)
                                    + "` counts in whole numbers, found `" + type + "`")
                            .caption(type.toString()));
        }
    }

    /** The sort key plus or minus the distance must be of the key's own type. */
    private static void checkDistance(FunctionShape shape, FunctionShape.Window window, int at, CallTyping call) {
        if (window.orders().size() != 1) {
            return;
        }
        SqlType key = call.type(shape.windowOrdersAt());
        SqlType distance = call.type(at);
        if (FormTyping.isAny(key) || FormTyping.isAny(distance)) {
            return;
        }
        if (!measures(key)) {
            call.report(
                    shape.windowOrdersAt(),
                    FormTyping.mismatch(
                                    "a frame of `range` with a distance needs a number, a date or a time to sort by,"
                                            + " found `" + key + "`")
                            .caption(key.toString())
                            .help("count rows instead: `rows`"));
        } else if (!fits(key, distance, call)) {
            call.report(
                    at,
                    FormTyping.mismatch("a distance of `" + distance + "` does not fit the sort key, which is `" + key
                                    + "`")
                            .caption(distance.toString()));
        }
    }

    private static boolean measures(SqlType key) {
        return isNumber(key) || isMoment(key) || isInterval(key);
    }

    private static boolean isNumber(SqlType type) {
        return SqlTypes.isInteger(type)
                || type instanceof SqlType.Decimal
                || type == SqlTypes.REAL
                || type == SqlTypes.DOUBLE;
    }

    private static boolean isMoment(SqlType type) {
        return type == SqlTypes.DATE || type instanceof SqlType.Time || type instanceof SqlType.Timestamp;
    }

    private static boolean isInterval(SqlType type) {
        return type == SqlType.Simple.INTERVAL_DAY_TO_SECOND || type == SqlType.Simple.INTERVAL_YEAR_TO_MONTH;
    }

    private static boolean fits(SqlType key, SqlType distance, CallTyping call) {
        if (isNumber(key)) {
            return isNumber(distance);
        }
        return isInterval(distance)
                && call.validator().functions().bindOperator("add", List.of(key, distance)) instanceof Binding.Bound;
    }
}
