package io.graphc.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A span of time of whole seconds, its end not in it. Immutable. */
public record TimeWindow(Instant start, Instant end) {
    /** What stands in compiled texts until the window is known; no one has rows of this second. */
    public static final TimeWindow UNKNOWN =
            new TimeWindow(Instant.parse("3001-02-03T04:05:06Z"), Instant.parse("3002-03-04T05:06:07Z"));

    /** Another one that agrees with {@link #UNKNOWN} in no number, to find out what depends on it. */
    public static final TimeWindow OTHER =
            new TimeWindow(Instant.parse("4568-11-22T13:14:15Z"), Instant.parse("5679-12-23T16:17:18Z"));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** The instant as SQL writes a timestamp, in UTC. */
    public static String text(Instant time) {
        return TIME.format(time);
    }

    /** A text that was compiled with {@link #UNKNOWN}, with the times of this window. */
    public String fill(String compiled) {
        return fill(fill(compiled, UNKNOWN.start, start), UNKNOWN.end, end);
    }

    /** Templates may have written a time as SQL or as ISO do, or its day alone. */
    private static String fill(String compiled, Instant unknown, Instant known) {
        String from = text(unknown);
        String to = text(known);
        return compiled.replace(from, to)
                .replace(from.replace(' ', 'T'), to.replace(' ', 'T'))
                .replace(day(unknown), day(known));
    }

    private static String day(Instant time) {
        return text(time).substring(0, "2026-01-01".length());
    }

    /** Whether a text was compiled with {@link #UNKNOWN} and says so, be it in parts. */
    public static boolean isIn(String compiled) {
        return compiled.contains(year(UNKNOWN.start)) || compiled.contains(year(UNKNOWN.end));
    }

    private static String year(Instant time) {
        return text(time).substring(0, "2026".length());
    }

    /** The condition on an expression that is a date or a timestamp, in Trino's SQL. */
    public String condition(String expression) {
        return expression + " >= timestamp '" + text(start) + "' and " + expression + " < timestamp '" + text(end)
                + "'";
    }

    /**
     * The condition on a column, in the SQL of every engine.
     *
     * @param name how the statement names it
     */
    public String condition(String name, SqlType type) {
        return name + " >= " + literal(start, type) + " AND " + name + " < " + literal(end, type);
    }

    /** Of the column's own type, so that an engine can leave out the parts of a table that hold no such rows. */
    private static String literal(Instant time, SqlType type) {
        if (type == SqlTypes.DATE) {
            return "DATE '" + day(time) + "'";
        }
        boolean zoned = type instanceof SqlType.Timestamp timestamp && timestamp.withZone();
        // Behind a blank DuckDB takes a zone by its name only, and Trino does so too.
        return zoned ? "CAST('" + text(time) + " UTC' AS TIMESTAMP WITH TIME ZONE)" : "TIMESTAMP '" + text(time) + "'";
    }

    /** As logs and messages say it. */
    @Override
    public String toString() {
        return text(start) + " to " + text(end);
    }
}
