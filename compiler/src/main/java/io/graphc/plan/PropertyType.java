package io.graphc.plan;

import java.util.Locale;

/** The types that properties have, before a graph target maps them to its own; see docs/reference/types.md. */
public enum PropertyType {
    STRING,
    BOOLEAN,
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    /** A calendar day. */
    DATE,
    /** A time of day without a zone. */
    TIME,
    /** A date and time without a zone. */
    LOCALDATETIME,
    /** An instant, kept in UTC. */
    DATETIME;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
