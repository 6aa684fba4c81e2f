package io.graphc.compiler.sql;

/** A column of a relation that a query reads; the table is the relation's {@linkplain TableSchema#label() label}. */
public record ColumnOrigin(String table, String column) {
    @Override
    public String toString() {
        return table + "." + column;
    }
}
