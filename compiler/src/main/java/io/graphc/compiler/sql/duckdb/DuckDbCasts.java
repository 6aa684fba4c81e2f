package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Casts with Trino's meaning. What DuckDB reads from text more generously than Trino (blanks, underscores, fractions for
 * whole numbers) is cut down to what Trino reads, so that {@code TRY_CAST} gives null for the same texts.
 */
final class DuckDbCasts {
    private static final int FINEST_PRECISION = 6;
    private static final String WHOLE_NUMBER = "^[+-]?[0-9]+$";
    private static final String DOUBLE =
            "^\\s*([+-]?(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?|NaN|Infinity))[dDfF]?\\s*$";
    private static final String DECIMAL = "^[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$";
    private static final String BOOLEAN = "^(?i:t|f|true|false|1|0)$";
    private static final String DATE = "^\\s*([+-]?[0-9]+-[0-9]+-[0-9]+)\\s*$";
    private static final String TIMESTAMP =
            "^\\s*([+-]?[0-9]+-[0-9]+-[0-9]+(?: [0-9]+:[0-9]+(?::[0-9]+(?:\\.[0-9]+)?)?)?)"
                    + "(?: ?[+-][0-9]{1,2}:[0-9]{2}| [A-Za-z][A-Za-z0-9_/+-]*)?\\s*$";
    private static final String TIME = "^\\s*([0-9]+:[0-9]+(?::[0-9]+(?:\\.[0-9]+)?)?)\\s*$";

    private DuckDbCasts() {}

    /** The text of {@code CAST(value AS target)} or, when safe, of {@code TRY_CAST}. */
    static String cast(Printed value, SqlType target, boolean safe) {
        return convert(value, target, safe).instant();
    }

    static Printed convert(Printed value, SqlType target, boolean safe) {
        SqlType source = value.type();
        if (source.equals(target)) {
            return value;
        }
        if (Printed.isZoned(target)) {
            return toZoned(value, (SqlType.Timestamp) target, safe);
        }
        String word = safe ? "TRY_CAST(" : "CAST(";
        if (source == SqlTypes.UNKNOWN) {
            return Printed.of("CAST(NULL AS " + name(target) + ")", target);
        }
        return Printed.of(text(value, target, word), target);
    }

    private static String text(Printed value, SqlType target, String word) {
        if (value.type() == SqlTypes.JSON) {
            return fromJson(value, target, word);
        }
        if (target == SqlTypes.JSON) {
            return JsonCasts.toJson(value);
        }
        if (SqlTypes.isText(target)) {
            return toText(value, target);
        }
        if (target instanceof SqlType.Timestamp timestamp) {
            return toTimestamp(value, timestamp.precision(), word);
        }
        if (target instanceof SqlType.Array || target instanceof SqlType.Map || target instanceof SqlType.Row) {
            return NestedCasts.cast(value, target, word.startsWith("TRY"));
        }
        return toScalar(value, target, word);
    }

    private static String toScalar(Printed value, SqlType target, String word) {
        SqlType source = value.type();
        String type = " AS " + name(target) + ")";
        if (SqlTypes.isText(source)) {
            return word + read(value, target) + type;
        }
        boolean floating = source == SqlTypes.DOUBLE || source == SqlTypes.REAL;
        if (floating && SqlTypes.isInteger(target)) {
            return word + "round(" + value.text() + ")" + type;
        }
        if (floating && target instanceof SqlType.Decimal) {
            return word + "CAST(" + value.text() + " AS VARCHAR)" + type;
        }
        if (target instanceof SqlType.Time time) {
            requirePrecision(source, time.precision());
        }
        return word + value.local() + type;
    }

    private static void requirePrecision(SqlType source, int precision) {
        boolean finer = (source instanceof SqlType.Timestamp timestamp && timestamp.precision() > precision)
                || (source instanceof SqlType.Time time && time.precision() > precision);
        if (finer) {
            throw new NotOnDuckDbException("rounding a time of day to fewer digits is not translated");
        }
    }

    /** A text as far as Trino would read it, else an empty text, which no type can be read from. */
    private static String read(Printed value, SqlType target) {
        if (SqlTypes.isInteger(target)) {
            return only(value, WHOLE_NUMBER, 0);
        }
        if (target == SqlTypes.DOUBLE || target == SqlTypes.REAL) {
            return only(value, DOUBLE, 1);
        }
        if (target instanceof SqlType.Decimal) {
            return only(value, DECIMAL, 0);
        }
        if (target == SqlTypes.BOOLEAN) {
            return only(value, BOOLEAN, 0);
        }
        if (target == SqlTypes.DATE) {
            return only(value, DATE, 1);
        }
        if (target instanceof SqlType.Time) {
            return only(value, TIME, 1);
        }
        if (target == SqlTypes.UUID) {
            return only(value, "^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$", 0);
        }
        if (target == SqlTypes.VARBINARY) {
            return "encode(" + value.text() + ")";
        }
        throw new NotOnDuckDbException("DuckDB cannot read `" + target + "` from text");
    }

    /** A literal that matches needs no pattern at run time. */
    private static String only(Printed value, String pattern, int group) {
        Optional<String> constant = value.constant();
        if (constant.isPresent()) {
            Matcher matcher = Pattern.compile(pattern).matcher(constant.get());
            if (matcher.find() && constant.get().equals(matcher.group(group))) {
                return value.text();
            }
        }
        return "regexp_extract(" + value.text() + ", " + DuckDbText.literal(pattern) + (group > 0 ? ", " + group : "")
                + ")";
    }

    private static String toText(Printed value, SqlType target) {
        String text = asText(value, target);
        if (target instanceof SqlType.Char padded) {
            return "rpad(" + text + ", " + padded.length() + ", ' ')";
        }
        SqlType.Varchar wanted = (SqlType.Varchar) target;
        if (wanted.length().isEmpty()
                || maximum(value.type()) <= wanted.length().getAsInt()) {
            return text;
        }
        if (!SqlTypes.isText(value.type())) {
            throw new NotOnDuckDbException(
                    "Trino reports an error where a value does not fit in `" + target + "`; cast to `varchar`");
        }
        return "left(" + text + ", " + wanted.length().getAsInt() + ")";
    }

    /** The most characters that a value of the type has as text. */
    private static int maximum(SqlType type) {
        if (type instanceof SqlType.Varchar varchar) {
            return varchar.length().orElse(Integer.MAX_VALUE);
        }
        if (type instanceof SqlType.Char padded) {
            return padded.length();
        }
        if (type instanceof SqlType.Decimal decimal) {
            return decimal.precision() + 3;
        }
        if (type == SqlTypes.BOOLEAN) {
            return 5;
        }
        return SqlTypes.isInteger(type) ? 20 : 40;
    }

    private static String asText(Printed value, SqlType target) {
        SqlType source = value.type();
        if (SqlTypes.isText(source)) {
            return value.text();
        }
        if (source == SqlTypes.DOUBLE || source == SqlTypes.REAL) {
            return source == SqlTypes.REAL
                    ? DoubleText.ofReal(value.text(), "\"$d\"")
                    : DoubleText.ofDouble(value.text(), "\"$d\"");
        }
        if (source instanceof SqlType.Timestamp timestamp) {
            String clock = clockText(value.local(), timestamp.precision(), " ");
            return timestamp.withZone() ? "(" + clock + " || ' ' || " + zoneName(value) + ")" : clock;
        }
        if (source == SqlType.Simple.INTERVAL_DAY_TO_SECOND || source == SqlType.Simple.INTERVAL_YEAR_TO_MONTH) {
            return intervalText(value, source == SqlType.Simple.INTERVAL_YEAR_TO_MONTH);
        }
        boolean plain = source instanceof SqlType.Decimal
                || SqlTypes.isInteger(source)
                || source == SqlTypes.BOOLEAN
                || source == SqlTypes.DATE
                || source == SqlTypes.UUID
                || (source instanceof SqlType.Time time && time.precision() == 0);
        if (!plain) {
            throw new NotOnDuckDbException("DuckDB spells `" + source + "` differently than Trino");
        }
        return "CAST(" + withZeroInFront(value) + " AS " + name(target) + ")";
    }

    /** {@code 1-2}, {@code 1 02:03:04.500}; the sign comes first. */
    private static String intervalText(Printed value, boolean months) {
        String total = months
                ? "12 * year(" + value.text() + ") + month(" + value.text() + ")"
                : "CAST(epoch_ms(" + value.text() + ") AS BIGINT)";
        String shown = months
                ? "CAST(abs(\"$i\") // 12 AS VARCHAR) || '-' || CAST(abs(\"$i\") % 12 AS VARCHAR)"
                : "CAST(abs(\"$i\") // 86400000 AS VARCHAR) || ' ' || strftime(make_timestamp(abs(\"$i\") % 86400000 * 1000), '%H:%M:%S.%g')";
        return "list_transform([" + total + "], lambda \"$i\": CASE WHEN \"$i\" < 0 THEN '-' ELSE '' END || " + shown
                + ")[1]";
    }

    /** DuckDB writes a decimal that has no digits before its point without the zero there. */
    private static String withZeroInFront(Printed value) {
        if (!(value.type() instanceof SqlType.Decimal decimal) || decimal.precision() > decimal.scale()) {
            return value.text();
        }
        if (decimal.precision() == 38) {
            throw new NotOnDuckDbException("DuckDB writes `" + decimal + "` without the zero before the point");
        }
        return "CAST(" + value.text() + " AS DECIMAL(" + (decimal.precision() + 1) + ", " + decimal.scale() + "))";
    }

    private static String zoneName(Printed value) {
        return value.zone()
                .flatMap(Printed.Zone::id)
                .orElseThrow(
                        () -> new NotOnDuckDbException("the time zone comes with the data; DuckDB does not keep it"));
    }

    /** A timestamp with exactly the digits of its precision. */
    static String clockText(String timestamp, int precision, String between) {
        String seconds = "'%Y-%m-%d" + between + "%H:%M:%S";
        if (precision == 0) {
            return "strftime(" + timestamp + ", " + seconds + "')";
        }
        if (precision == 3) {
            return "strftime(" + timestamp + ", " + seconds + ".%g')";
        }
        String finest = "strftime(" + timestamp + ", " + seconds + ".%f')";
        if (precision > FINEST_PRECISION) {
            throw new NotOnDuckDbException("DuckDB keeps six digits of a second");
        }
        return precision == FINEST_PRECISION ? finest : "left(" + finest + ", " + (20 + precision) + ")";
    }

    private static String toTimestamp(Printed value, int precision, String word) {
        SqlType source = value.type();
        if (source == SqlTypes.DATE) {
            return word + value.text() + " AS TIMESTAMP)";
        }
        if (source instanceof SqlType.Timestamp timestamp) {
            return rounded(value.local(), timestamp.precision(), precision);
        }
        if (SqlTypes.isText(source)) {
            String text = only(value, TIMESTAMP, 1);
            int digits = value.constant().map(DuckDbCasts::fractionDigits).orElse(FINEST_PRECISION);
            return rounded(word + text + " AS TIMESTAMP)", digits, precision);
        }
        throw new NotOnDuckDbException("DuckDB cannot cast `" + source + "` to a timestamp as Trino does");
    }

    private static int fractionDigits(String text) {
        int point = text.indexOf('.');
        int end = point + 1;
        while (point >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return point < 0 ? 0 : end - point - 1;
    }

    /** Rounded half up to fewer digits of a second. */
    private static String rounded(String timestamp, int digits, int precision) {
        if (precision >= digits) {
            return timestamp;
        }
        long unit = (long) Math.pow(10, FINEST_PRECISION - precision);
        return "time_bucket(INTERVAL " + unit + " MICROSECOND, " + timestamp + " + INTERVAL " + unit / 2
                + " MICROSECOND, TIMESTAMP '1970-01-01')";
    }

    private static Printed toZoned(Printed value, SqlType.Timestamp target, boolean safe) {
        SqlType source = value.type();
        if (source instanceof SqlType.Timestamp timestamp && timestamp.withZone()) {
            if (timestamp.precision() <= target.precision()) {
                return value.as(target);
            }
            return Printed.of(rounded(value.instant(), timestamp.precision(), target.precision()), target);
        }
        if (SqlTypes.isText(source)) {
            throw new NotOnDuckDbException("DuckDB keeps no time zone beside an instant; use `from_iso8601_timestamp`");
        }
        String word = safe ? "TRY_CAST(" : "CAST(";
        String clock = source == SqlTypes.UNKNOWN
                ? "CAST(NULL AS TIMESTAMP)"
                : toTimestamp(value, Math.min(target.precision(), FINEST_PRECISION), word);
        return Printed.zoned("timezone('UTC', " + clock + ")", target, new Printed.Zone(clock, Optional.of("'UTC'")));
    }

    private static String fromJson(Printed value, SqlType target, String word) {
        if (SqlTypes.isText(target)) {
            String text = JsonCasts.toText(value.text());
            return word.startsWith("TRY") ? "TRY(" + text + ")" : text;
        }
        return word + value.text() + " AS " + name(target) + ")";
    }

    static String name(SqlType type) {
        return DuckDbTypes.name(type)
                .orElseThrow(() -> new NotOnDuckDbException("DuckDB has no type for `" + type + "`"));
    }
}
