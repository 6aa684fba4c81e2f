package io.graphc.compiler.sql.duckdb;

import java.util.Locale;

/** Time zones as literals: a region, which DuckDB knows, or an offset, which is added to or taken from UTC. */
final class ZoneId {
    private ZoneId() {}

    /** The zone of an argument, which must be a literal, as a literal of ours. */
    static String of(Printed zone) {
        String id = zone.constant()
                .orElseThrow(() -> new NotOnDuckDbException("the time zone must be a literal to be translated"));
        if (id.matches("(?i)UTC|Z|GMT|[+-]00:00")) {
            return "'UTC'";
        }
        if (id.matches("[+-][01][0-9]:[0-5][0-9]")) {
            return DuckDbText.literal(id);
        }
        if (!id.matches("[A-Za-z]+/[A-Za-z_/+-]+")) {
            throw new NotOnDuckDbException(
                    "DuckDB knows time zones by region, such as `Europe/Berlin`, not `" + id + "`");
        }
        return DuckDbText.literal(id);
    }

    /** The literal of an offset in minutes. */
    static String ofMinutes(int minutes) {
        if (minutes == 0) {
            return "'UTC'";
        }
        int size = Math.abs(minutes);
        return String.format(Locale.ROOT, "'%s%02d:%02d'", minutes < 0 ? "-" : "+", size / 60, size % 60);
    }

    static boolean isOffset(String literal) {
        return literal.matches("'[+-].*");
    }

    /** The interval by which an offset is ahead of UTC. */
    static String interval(String offset) {
        int size = Integer.parseInt(offset.substring(2, 4)) * 60 + Integer.parseInt(offset.substring(5, 7));
        return "INTERVAL (" + (offset.charAt(1) == '-' ? -size : size) + ") MINUTE";
    }

    /** What the clock of a zone shows at an instant. */
    static String local(String literal, String instant) {
        return isOffset(literal)
                ? "(timezone('UTC', " + instant + ") + " + interval(literal) + ")"
                : "timezone(" + literal + ", " + instant + ")";
    }
}
