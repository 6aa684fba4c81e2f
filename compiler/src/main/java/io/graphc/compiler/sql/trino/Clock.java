package io.graphc.compiler.sql.trino;

import io.graphc.plan.SqlType;
import io.graphc.plan.SqlTypes;
import io.trino.sql.tree.CurrentTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What {@code current_timestamp} and its like stand for in a run: its instant, in UTC. Immutable. */
final class Clock {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int DEFAULT_PRECISION = 3;
    private static final int NANOS = 9;

    private final LocalDateTime now;

    Clock(Instant instant) {
        this.now = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A value of the clock: its type and the text between the quotes of its literal. */
    record Reading(SqlType type, String value) {
        /** The literal in Trino's syntax. */
        String literal() {
            String keyword = type == SqlTypes.DATE ? "DATE" : type instanceof SqlType.Time ? "TIME" : "TIMESTAMP";
            return keyword + " '" + value + "'";
        }
    }

    Reading read(CurrentTime current) {
        int precision = current.getPrecision() == null ? DEFAULT_PRECISION : current.getPrecision();
        return switch (current.getFunction()) {
            case DATE -> new Reading(SqlTypes.DATE, DATE.format(now));
            case TIME -> new Reading(new SqlType.Time(precision, true), time(precision) + "+00:00");
            case LOCALTIME -> new Reading(new SqlType.Time(precision, false), time(precision));
            case TIMESTAMP -> timestamp(precision, true);
            case LOCALTIMESTAMP -> timestamp(precision, false);
        };
    }

    /** {@code now()}. */
    Reading now() {
        return timestamp(DEFAULT_PRECISION, true);
    }

    private Reading timestamp(int precision, boolean withZone) {
        String value = DATE.format(now) + " " + time(precision) + (withZone ? " UTC" : "");
        return new Reading(new SqlType.Timestamp(precision, withZone), value);
    }

    private String time(int precision) {
        if (precision == 0) {
            return SECONDS.format(now);
        }
        String nanos = String.format(Locale.ROOT, "%09d", now.getNano());
        String digits = precision <= NANOS ? nanos.substring(0, precision) : nanos + "0".repeat(precision - NANOS);
        return SECONDS.format(now) + "." + digits;
    }
}
