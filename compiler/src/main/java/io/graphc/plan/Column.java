package io.graphc.plan;

/** A named, typed column; {@code nullable} is false only where it is known that no row holds a null. */
public record Column(String name, SqlType type, boolean nullable) {
    public static Column of(String name, SqlType type) {
        return new Column(name, type, true);
    }
}
