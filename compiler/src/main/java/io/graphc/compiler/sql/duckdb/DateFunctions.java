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
            table.exact(part.getKey(), call -> part(call, part.getValue()));
        }
        table.exact("millisecond", call -> part(call, "millisecond"))
                .exact("timezone_hour", call -> "(" + offset(call) + " // 60)")
                .exact("timezone_minute", call -> "(" + offset(call) + " % 60)")
                .zoned("date_trunc", DateFunctions::truncate)
                .zoned("date_add", DateFunctions::zonedAdd)
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

    /** A part of what the clock shows, or of an interval. */
    private static String part(PrintedCall call, String function) {
        SqlType type = call.type(0);
        if (type == SqlType.Simple.INTERVAL_DAY_TO_SECOND) {
            return intervalPart(call);
        }
        if (type instanceof SqlType.Time time && time.withZone()) {
            throw call.refuse("DuckDB has no times with a zone");
        }
        if (call.name().equals("millisecond")) {
            return "(millisecond(" + call.local(0) + ") % 1000)";
        }
        return function + "(" + call.local(0) + ")";
    }

    /** Trino's intervals of days to seconds are milliseconds, of which the larger units are taken first. */
    private static String intervalPart(PrintedCall call) {
        String total = "CAST(epoch_ms(" + call.text(0) + ") AS BIGINT)";
        return switch (call.name()) {
            case "day", "day_of_month" -> "(" + total + " // 86400000)";
            case "hour" -> "(" + total + " // 3600000 % 24)";
            case "minute" -> "(" + total + " // 60000 % 60)";
            case "second" -> "(" + total + " // 1000 % 60)";
            case "millisecond" -> "(" + total + " % 1000)";
            default -> throw call.refuse("an interval has no such part");
        };
    }

    /** How far the clock is ahead of UTC, in minutes. */
    private static String offset(PrintedCall call) {
        Printed value = call.argument(0);
        if (!Printed.isZoned(value.type())) {
            throw call.refuse("DuckDB has no times with a zone");
        }
        return "date_diff('minute', timezone('UTC', " + value.text() + "), " + value.local() + ")";
    }

    /** A date has no hours and a time of day no days. */
    private static void requireUnit(PrintedCall call, int index, String unit) {
        boolean whole = Set.of("day", "week", "month", "quarter", "year").contains(unit);
        boolean fits = call.type(index) instanceof SqlType.Time ? !whole : whole || call.type(index) != SqlTypes.DATE;
        if (!fits) {
            throw call.refuse("`" + unit + "` is no unit of `" + call.type(index) + "`");
        }
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
        requireUnit(call, 1, unit);
        String text = "date_trunc('" + unit + "', ";
        if (call.type(1) == SqlTypes.DATE) {
            return Printed.of("CAST(" + text + call.text(1) + ") AS DATE)", call.type());
        }
        if (call.type(1) instanceof SqlType.Time) {
            return Printed.of("CAST(" + text + "DATE '1970-01-01' + " + call.text(1) + ") AS TIME)", call.type());
        }
        Optional<Printed.Zone> zone = call.argument(1).zone();
        if (zone.isPresent() && !zone.get().isUtc()) {
            String local = text + zone.get().local() + ")";
            return Printed.zoned(
                    zone.get().instantOf(local),
                    call.type(),
                    new Printed.Zone(local, zone.get().id()));
        }
        return Printed.of(text + call.text(1) + ")", call.type());
    }

    /** Days and more are added to what the clock shows, less to the instant. */
    private static Printed zonedAdd(PrintedCall call) {
        Optional<Printed.Zone> zone = call.argument(2).zone().filter(known -> !known.isUtc());
        if (zone.isEmpty()) {
            return Printed.of(add(call, call.text(2)), call.type());
        }
        boolean onClock = Set.of("day", "week", "month", "quarter", "year").contains(unit(call));
        String instant = onClock
                ? zone.get().instantOf(add(call, zone.get().local()))
                : add(call, call.argument(2).text());
        Optional<String> id = zone.get().id();
        return Printed.zoned(
                instant,
                call.type(),
                new Printed.Zone(
                        id.map(known -> ZoneId.local(known, instant))
                                .orElseThrow(() ->
                                        call.refuse("the time zone comes with the data; DuckDB does not keep it")),
                        id));
    }

    private static String add(PrintedCall call, String start) {
        String unit = unit(call);
        requireUnit(call, 2, unit);
        if (unit.equals("millisecond")
                && call.type(2) instanceof SqlType.Timestamp timestamp
                && timestamp.precision() < 3) {
            throw call.refuse("Trino rounds the sum to the digits of its timestamp");
        }
        if (call.type(2) instanceof SqlType.Time time && unit.equals("millisecond") && time.precision() < 3) {
            throw call.refuse("Trino rounds the sum to the digits of its time");
        }
        boolean whole = !Set.of("hour", "minute", "second", "millisecond").contains(unit);
        String count = call.constant(1).isPresent()
                ? call.text(1)
                : "CAST(" + call.text(1) + " AS " + (whole ? "INTEGER" : "BIGINT") + ")";
        String sum = "(" + start + " + to_" + unit + "s(" + count + "))";
        return call.type(2) == SqlTypes.DATE ? "CAST" + sum.substring(0, sum.length() - 1) + " AS DATE)" : sum;
    }

    private static String difference(PrintedCall call) {
        requireUnit(call, 1, unit(call));
        Optional<String> id = call.argument(1).zone().flatMap(Printed.Zone::id);
        boolean sameZone = id.isPresent() && id.equals(call.argument(2).zone().flatMap(Printed.Zone::id));
        boolean utc = call.argument(1).zone().filter(zone -> !zone.isUtc()).isEmpty();
        if (sameZone && !utc) {
            boolean onClock = Set.of("day", "week", "month", "quarter", "year").contains(unit(call));
            return "date_sub('" + unit(call) + "', "
                    + (onClock
                            ? call.local(1) + ", " + call.local(2)
                            : call.argument(1).text() + ", " + call.argument(2).text())
                    + ")";
        }
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
            int minutes = call.integer(1, "hours") * 60 + call.integer(2, "minutes");
            String id = ZoneId.ofMinutes(minutes);
            return Printed.zoned(instant, call.type(), new Printed.Zone(ZoneId.local(id, instant), Optional.of(id)));
        }
        return atZone(inUtc, call.argument(1), call.type());
    }

    /** The same instant, read in another zone. */
    static Printed atZone(Printed value, Printed zone, SqlType type) {
        String id = ZoneId.of(zone);
        String instant = Printed.isZoned(value.type()) ? value.text() : "timezone('UTC', " + value.text() + ")";
        return Printed.zoned(instant, type, new Printed.Zone(ZoneId.local(id, instant), Optional.of(id)));
    }

    private static Printed withZone(Printed value, Printed zone, SqlType type) {
        String id = ZoneId.of(zone);
        String instant = new Printed.Zone("", Optional.of(id)).instantOf(value.text());
        // Read back from the instant: where the clock skips an hour, no instant has the reading that was given.
        return Printed.zoned(instant, type, new Printed.Zone(ZoneId.local(id, instant), Optional.of(id)));
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
            String text = DuckDbCasts.clockText(call.local(0), timestamp.precision(), "T");
            return timestamp.withZone() ? "(" + text + " || " + offsetText(call) + ")" : text;
        }
        throw call.refuse("`to_iso8601` of `" + call.type(0) + "` is not translated");
    }

    /** {@code Z} or {@code +05:30}. */
    private static String offsetText(PrintedCall call) {
        Optional<Printed.Zone> zone = call.argument(0).zone();
        if (zone.filter(Printed.Zone::isUtc).isPresent()) {
            return "'Z'";
        }
        Optional<String> id = zone.flatMap(Printed.Zone::id);
        if (id.filter(ZoneId::isOffset).isPresent()) {
            return id.get();
        }
        return call.once(
                offset(call),
                minutes -> "CASE WHEN " + minutes + " = 0 THEN 'Z' ELSE CASE WHEN " + minutes
                        + " < 0 THEN '-' ELSE '+' END || lpad(CAST(abs(" + minutes
                        + ") // 60 AS VARCHAR), 2, '0') || ':' || lpad(CAST(abs(" + minutes
                        + ") % 60 AS VARCHAR), 2, '0') END");
    }
}
