package io.graphc.compiler.sql.calcite;

import io.graphc.compiler.sql.calcite.TypedOperator.Typed;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Locale;
import java.util.Set;

/** The types of the expressions of the grammar that take dates, times and intervals. */
final class MomentTyping {
    private static final Set<String> OF_CLOCK = Set.of("HOUR", "MINUTE", "SECOND");
    private static final Set<String> OF_ZONE = Set.of("TIMEZONE_HOUR", "TIMEZONE_MINUTE");
    private static final Set<String> OF_MONTHS = Set.of("YEAR", "MONTH");

    private MomentTyping() {}

    static Typed extract(String field, CallTyping call) {
        SqlType type = call.type(0);
        boolean untyped = FormTyping.isAny(type) || type == SqlTypes.UNKNOWN;
        if (!untyped && !has(type, field)) {
            Diagnostic.Builder problem = FormTyping.mismatch(
                            "`" + type + "` has no `" + field.toLowerCase(Locale.ROOT) + "` to extract")
                    .caption(type.toString());
            if (SqlTypes.isText(type)) {
                problem.help("cast it: `cast(... as date)` or `cast(... as timestamp)`");
            }
            call.report(0, problem);
        }
        return new Typed(SqlTypes.BIGINT, call.nullable(0));
    }

    private static boolean has(SqlType type, String field) {
        if (OF_ZONE.contains(field)) {
            return (type instanceof SqlType.Timestamp timestamp && timestamp.withZone())
                    || (type instanceof SqlType.Time time && time.withZone());
        }
        boolean days = type == SqlType.Simple.INTERVAL_DAY_TO_SECOND;
        if (OF_CLOCK.contains(field)) {
            return days || type instanceof SqlType.Time || type instanceof SqlType.Timestamp;
        }
        boolean months = type == SqlType.Simple.INTERVAL_YEAR_TO_MONTH;
        return type == SqlTypes.DATE
                || type instanceof SqlType.Timestamp
                || (months && OF_MONTHS.contains(field))
                || (days && field.equals("DAY"));
    }

    static Typed atTimeZone(CallTyping call) {
        SqlType type = call.type(0);
        SqlType zone = call.type(1);
        boolean zoneFits =
                FormTyping.isAny(zone) || SqlTypes.isText(zone) || zone == SqlType.Simple.INTERVAL_DAY_TO_SECOND;
        if (!zoneFits) {
            call.report(
                    1,
                    FormTyping.mismatch("a time zone must be text or an interval, found `" + zone + "`")
                            .caption(zone.toString())
                            .help("write a zone such as `'Europe/Berlin'` or `interval '2' hour`"));
        }
        boolean nullable = call.anyNullable(0, 2);
        if (type instanceof SqlType.Timestamp time) {
            return new Typed(new SqlType.Timestamp(time.precision(), true), nullable);
        }
        if (type instanceof SqlType.Time time) {
            return new Typed(new SqlType.Time(time.precision(), true), nullable);
        }
        if (!FormTyping.isAny(type) && type != SqlTypes.UNKNOWN) {
            Diagnostic.Builder problem = FormTyping.mismatch(
                            "`at time zone` needs a time or timestamp, found `" + type + "`")
                    .caption(type.toString());
            if (type == SqlTypes.DATE || SqlTypes.isText(type)) {
                problem.help("cast it: `cast(... as timestamp)`");
            }
            call.report(0, problem);
        }
        return new Typed(SqlTypes.ANY, nullable);
    }
}
