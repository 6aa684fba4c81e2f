package io.graphc.plan;

import java.util.Optional;

/** The full name of a table or view on the engine. */
public record RelationName(Optional<String> database, String schema, String identifier) {
    public static RelationName of(String schema, String identifier) {
        return new RelationName(Optional.empty(), schema, identifier);
    }

    /** The same place under another name. */
    public RelationName withIdentifier(String other) {
        return new RelationName(database, schema, other);
    }

    /** {@code "database"."schema"."identifier"}, quoted as Trino, Athena and DuckDB all read it. */
    public String quoted() {
        String local = quote(schema) + "." + quote(identifier);
        return database.map(name -> quote(name) + "." + local).orElse(local);
    }

    /** A name in double quotes, quotes inside doubled. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return quoted();
    }
}
