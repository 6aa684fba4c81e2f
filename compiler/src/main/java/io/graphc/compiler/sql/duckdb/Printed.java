package io.graphc.compiler.sql.duckdb;

import io.graphc.plan.SqlType;
import java.util.List;
import java.util.Optional;

/**
 * An expression printed for DuckDB. Immutable.
 *
 * @param text the expression; safe to put between commas
 * @param type the type of its value in Trino
 * @param constant the value of a literal: text without quotes, a number as digits
 * @param zone for a timestamp with time zone, what Trino keeps beside the instant
 * @param lambda for a lambda, its body
 */
record Printed(String text, SqlType type, Optional<String> constant, Optional<Zone> zone, Optional<Lambda> lambda) {
    /**
     * The time zone that goes with an instant. DuckDB stores the instant alone; the zone is known only while it can be
     * read from the expression.
     *
     * @param local the expression as a timestamp without time zone, the clock's reading in that zone
     * @param id the zone as a literal, or empty when it comes with the data
     */
    record Zone(String local, Optional<String> id) {
        /** The instant at which the clock of this zone shows a reading. */
        String instantOf(String reading) {
            String known = id.orElseThrow(
                    () -> new NotOnDuckDbException("the time zone comes with the data; DuckDB does not keep it"));
            return ZoneId.isOffset(known)
                    ? "timezone('UTC', " + reading + " - " + ZoneId.interval(known) + ")"
                    : "timezone(" + known + ", " + reading + ")";
        }

        boolean isUtc() {
            return id.isPresent() && id.get().equals("'UTC'");
        }
    }

    /** The body of a lambda, printed with given texts in the place of its parameters. */
    interface Lambda {
        Printed body(List<String> parameters);
    }

    static Printed of(String text, SqlType type) {
        Optional<Zone> zone = isZoned(type)
                ? Optional.of(new Zone("timezone('UTC', " + text + ")", Optional.of("'UTC'")))
                : Optional.empty();
        return new Printed(text, type, Optional.empty(), zone, Optional.empty());
    }

    static Printed constant(String text, SqlType type, String value) {
        Printed plain = of(text, type);
        return new Printed(text, type, Optional.of(value), plain.zone, Optional.empty());
    }

    static Printed zoned(String text, SqlType type, Zone zone) {
        return new Printed(text, type, Optional.empty(), Optional.of(zone), Optional.empty());
    }

    static Printed lambda(SqlType type, Lambda lambda) {
        return new Printed("", type, Optional.empty(), Optional.empty(), Optional.of(lambda));
    }

    Printed as(SqlType other) {
        return new Printed(text, other, constant, zone, lambda);
    }

    static boolean isZoned(SqlType type) {
        return type instanceof SqlType.Timestamp timestamp && timestamp.withZone();
    }

    /** The text, refused where its zone would be lost. */
    String instant() {
        if (zone.isPresent() && !zone.get().isUtc()) {
            throw new NotOnDuckDbException(
                    "DuckDB keeps no time zone beside an instant; a zone other than UTC is known only where it is used at once");
        }
        return text;
    }

    /** The clock's reading in the value's own zone, or the text itself where there is no zone. */
    String local() {
        return zone.map(Zone::local).orElse(text);
    }
}
