package io.graphc.runtime.engine.duckdb;

import io.graphc.plan.RelationName;
import java.util.ArrayList;
import java.util.List;

/**
 * A query for rows in a form that is cheap to fetch. Every text that is fetched costs a call into DuckDB's library, so all
 * texts of a row come as one, with their lengths as numbers beside it; dates and times come as numbers too.
 *
 * @param sql the query
 * @param places for each column, where in the query's result it stands: its value, or for a text its length
 * @param kinds how to read each column
 */
record PackedQuery(String sql, List<Integer> places, List<Kind> kinds) {
    PackedQuery {
        places = List.copyOf(places);
        kinds = List.copyOf(kinds);
    }

    /** How the value of a column is fetched. */
    enum Kind {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        REAL,
        DOUBLE,
        DECIMAL,
        /** The length in bytes; the bytes are in the text of the row. */
        TEXT,
        /** Days since 1970-01-01. */
        DATE,
        /** Microseconds since 1970-01-01. */
        TIMESTAMP,
        /** Microseconds since 1970-01-01, in UTC. */
        INSTANT
    }

    /** Where the text of the row stands. */
    static final int TEXT_PLACE = 0;

    /** Whether all of these columns can be fetched so. */
    static boolean reads(List<DescribedColumn> columns) {
        return columns.stream().allMatch(column -> isKnown(column.typeText()));
    }

    private static boolean isKnown(String typeText) {
        return switch (typeText) {
            case "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE" -> true;
            case "VARCHAR", "JSON", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> true;
            default -> typeText.startsWith("DECIMAL(");
        };
    }

    static PackedQuery of(RelationName relation, List<DescribedColumn> columns) {
        List<String> texts = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (DescribedColumn column : columns) {
            String name = RelationName.quote(column.name());
            Kind kind = kind(column.typeText());
            if (kind == Kind.TEXT) {
                texts.add("CAST(" + name + " AS VARCHAR)");
            }
            kinds.add(kind);
            places.add(selected.size() + 1);
            selected.add(fetched(name, kind));
        }
        String text = texts.isEmpty() ? "''" : "concat(" + String.join(", ", texts) + ")";
        String sql = "SELECT " + text + ", " + String.join(", ", selected) + " FROM " + relation.quoted();
        return new PackedQuery(sql, places, kinds);
    }

    private static String fetched(String name, Kind kind) {
        return switch (kind) {
            case TEXT -> "CAST(strlen(CAST(" + name + " AS VARCHAR)) AS INTEGER)";
            case DATE -> "CAST(date_diff('day', DATE '1970-01-01', " + name + ") AS BIGINT)";
            case TIMESTAMP, INSTANT -> "epoch_us(" + name + ")";
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> name;
        };
    }

    private static Kind kind(String typeText) {
        return switch (typeText) {
            case "BOOLEAN" -> Kind.BOOLEAN;
            case "TINYINT" -> Kind.TINYINT;
            case "SMALLINT" -> Kind.SMALLINT;
            case "INTEGER" -> Kind.INTEGER;
            case "BIGINT" -> Kind.BIGINT;
            case "FLOAT" -> Kind.REAL;
            case "DOUBLE" -> Kind.DOUBLE;
            case "VARCHAR", "JSON" -> Kind.TEXT;
            case "DATE" -> Kind.DATE;
            case "TIMESTAMP" -> Kind.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> Kind.INSTANT;
            default -> Kind.DECIMAL;
        };
    }
}
