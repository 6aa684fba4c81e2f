package io.graphc.runtime.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values in the text of a statement, in the SQL that all engines share. */
public final class SqlLiterals {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SqlLiterals() {}

    /** A text as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** An instant as a literal of a timestamp without a zone, in UTC. */
    public static String literal(Instant instant) {
        return "TIMESTAMP '" + INSTANT.format(instant) + "'";
    }
}
