package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rewrites of the date and time functions, but for those with a format. */
final class DateFunctions {
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("year", "year"),
            Map.entry("quarter", "quarter"),
            Map.entry("month", "month"),
            Map.entry("week", "week"),
            Map.entry("week_of_year", "week"),
            Map.entry("day", "day"),
            Map.entry("day_of_month", "day"),
            Map.entry("day_of_week", "isodow"),
            Map.entry("dow", "isodow"),
            Map.entry("day_of_year", "dayofyear"),
            Map.entry("doy", "dayofyear"),
            Map.entry("year_of_week", "isoyear"),
            Map.entry("yow", "isoyear"),
            Map.entry("hour", "hour"),
            Map.entry("minute", "minute"),
            Map.entry("second", "second"));
    private static final Set<String> UNITS =
            Set.of("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year");

    private DateFunctions() {}

    static void addTo(FunctionTable.Builder table) {
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            table.exact(part.getKey(), call -> part.getValue() + "(" + clock(call) + ")");
        }
        table.exact("millisecond", call -> "(millisecond(" + clock(call) + ") % 1000)")
                .zoned("date_trunc", DateFunctions::truncate)
                .exact("date_add", DateFunctions::add)
                .exact("date_diff", DateFunctions::difference)
                .exact("last_day_of_month", call -> "last_day(" + call.local(0) + ")")
                .exact("date", call -> DuckDbCasts.cast(call.argument(0), SqlTypes.DATE, false))
                .exact("to_unixtime", call -> "epoch(" + call.argument(0).text() + ")")
                .zoned("from_unixtime", DateFunctions::fromUnixTime)
                .zoned("at_timezone", call -> atZone(call.argument(0), call.argument(1), call.type()))
                .zoned("with_timezone", call -> withZone(call.argument(0), call.argument(1), call.type()))
                .zoned("from_iso8601_timestamp", DateFunctions::fromIsoTimestamp)
                .tolerant(
                        "from_iso8601_date",
                        "dates by week or by day of the year are an error",
                        DateFunctions::fromIsoDate)
                .exact("to_iso8601", DateFunctions::toIso)
                .exact("to_milliseconds", call -> "CAST(epoch_ms(" + call.text(0) + ") AS BIGINT)");
    }

    /** The argument as the clock shows it; intervals have parts of another kind. */
    private static String clock(PrintedCall call) {
        SqlType type = call.type(0);
        if (type == SqlType.Simple.INTERVAL_DAY_TO_SECOND || type == SqlType.Simple.INTERVAL_YEAR_TO_MONTH) {
            throw call.refuse("the parts of an interval are not translated");
        }
        if (type instanceof SqlType.Time time && time.withZone()) {
            throw call.refuse("DuckDB has no times with a zone");
        }
        return call.local(0);
    }

    private static String unit(PrintedCall call) {
        String unit = call.literal(0, "unit").toLowerCase(Locale.ROOT);
        if (!UNITS.contains(unit)) {
            throw call.refuse("`" + call.name() + "` has no unit `" + unit + "`");
        }
        return unit;
    }

    private static Printed truncate(PrintedCall call) {
        String unit = unit(call);
        String text = "date_trunc('" + unit + "', ";
        if (call.type(1) == SqlTypes.DATE) {
            return Printed.of("CAST(" + text + call.text(1) + ") AS DATE)", call.type());
        }
        if (call.type(1) instanceof SqlType.Time) {
            throw call.refuse("DuckDB cannot cut a time of day");
        }
        Optional<Printed.Zone> zone = call.argument(1).zone();
        if (zone.isPresent() && !zone.get().isUtc()) {
            String local = text + zone.get().local() + ")";
            return Printed.zoned(
                    inZone(zone.get(), local),
                    call.type(),
                    new Printed.Zone(local, zone.get().id()));
        }
        return Printed.of(text + call.text(1) + ")", call.type());
    }

    private static String inZone(Printed.Zone zone, String local) {
        String id = zone.id()
                .orElseThrow(
                        () -> new NotOnDuckDbException("the time zone comes with the data; DuckDB does not keep it"));
        return "timezone(" + id + ", " + local + ")";
    }

    private static String add(PrintedCall call) {
        String unit = unit(call);
        if (unit.equals("millisecond")
                && call.type(2) instanceof SqlType.Timestamp timestamp
                && timestamp.precision() < 3) {
            throw call.refuse("Trino rounds the sum to the digits of its timestamp");
        }
        boolean whole = !Set.of("hour", "minute", "second", "millisecond").contains(unit);
        String count = call.constant(1).isPresent()
                ? call.text(1)
                : "CAST(" + call.text(1) + " AS " + (whole ? "INTEGER" : "BIGINT") + ")";
        String sum = "(" + call.text(2) + " + to_" + unit + "s(" + count + "))";
        return call.type(2) == SqlTypes.DATE ? "CAST" + sum.substring(0, sum.length() - 1) + " AS DATE)" : sum;
    }

    private static String difference(PrintedCall call) {
        return "date_sub('" + unit(call) + "', " + milliseconds(call, 1) + ", " + milliseconds(call, 2) + ")";
    }

    /** Trino counts from whole milliseconds. */
    private static String milliseconds(PrintedCall call, int index) {
        boolean finer = call.type(index) instanceof SqlType.Timestamp timestamp && timestamp.precision() > 3;
        return finer ? "date_trunc('millisecond', " + call.text(index) + ")" : call.text(index);
    }

    private static Printed fromUnixTime(PrintedCall call) {
        String instant = SqlTypes.isInteger(call.type(0))
                ? "to_timestamp(" + call.text(0) + ")"
                : "make_timestamptz(CAST(round(" + call.text(0) + " * 1000) AS BIGINT) * 1000)";
        Printed inUtc = Printed.of(instant, call.type());
        if (call.size() == 1) {
            return inUtc;
        }
        if (call.size() > 2) {
            throw call.refuse("an offset in hours and minutes is not translated");
        }
        return atZone(inUtc, call.argument(1), call.type());
    }

    /** The same instant, read in another zone. */
    static Printed atZone(Printed value, Printed zone, SqlType type) {
        String id = DuckDbText.literal(zoneId(zone));
        String instant = Printed.isZoned(value.type()) ? value.text() : "timezone('UTC', " + value.text() + ")";
        return Printed.zoned(instant, type, new Printed.Zone("timezone(" + id + ", " + instant + ")", Optional.of(id)));
    }

    private static Printed withZone(Printed value, Printed zone, SqlType type) {
        String id = DuckDbText.literal(zoneId(zone));
        return Printed.zoned(
                "timezone(" + id + ", " + value.text() + ")", type, new Printed.Zone(value.text(), Optional.of(id)));
    }

    /** DuckDB knows zones by region; an offset other than none is unknown to it. */
    private static String zoneId(Printed zone) {
        String id = zone.constant()
                .orElseThrow(() -> new NotOnDuckDbException("the time zone must be a literal to be translated"));
        if (id.matches("(?i)UTC|Z|GMT|[+-]00:00")) {
            return "UTC";
        }
        if (!id.matches("[A-Za-z]+/[A-Za-z_/+-]+")) {
            throw new NotOnDuckDbException(
                    "DuckDB knows time zones by region, such as `Europe/Berlin`, not `" + id + "`");
        }
        return id;
    }

    private static Printed fromIsoTimestamp(PrintedCall call) {
        String text = call.text(0);
        String instant = "CAST(" + text + " AS TIMESTAMPTZ)";
        String local = "CAST(regexp_replace(" + text + ", '(T[^Z+-]*)(Z|[+-].*)$', '\\1') AS TIMESTAMP)";
        return Printed.zoned(
                milliseconds(instant), call.type(), new Printed.Zone(milliseconds(local), Optional.empty()));
    }

    private static String milliseconds(String timestamp) {
        return "date_trunc('millisecond', " + timestamp + ")";
    }

    private static String fromIsoDate(PrintedCall call) {
        return "CAST(regexp_extract(" + call.text(0) + ", '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') AS DATE)";
    }

    private static String toIso(PrintedCall call) {
        if (call.type(0) == SqlTypes.DATE) {
            return "strftime(" + call.text(0) + ", '%Y-%m-%d')";
        }
        if (call.type(0) instanceof SqlType.Timestamp timestamp) {
            if (timestamp.withZone()
                    && !call.argument(0).zone().filter(Printed.Zone::isUtc).isPresent()) {
                throw call.refuse("`to_iso8601` is translated for UTC only");
            }
            String text = DuckDbCasts.clockText(call.local(0), timestamp.precision(), "T");
            return timestamp.withZone() ? "(" + text + " || 'Z')" : text;
        }
        throw call.refuse("`to_iso8601` of `" + call.type(0) + "` is not translated");
    }
}
