package io.graphc.compiler.sql;

import io.graphc.source.MappedText;
import java.time.Instant;
import java.util.List;

/**
 * A query to analyse and all that its meaning depends on.
 *
 * @param name what the query is, for messages: the model's name
 * @param text the rendered SQL with the written place of every character
 * @param tables the relations that the text may name
 * @param ephemerals the ephemeral models that the text names itself; those that they need are already in their texts
 * @param asOf the instant that {@code current_timestamp} and its like stand for
 * @param strict true when an unknown function and a construct that cannot be analysed are errors
 * @param dialect the dialect of {@link TypedQuery#engineSql()}
 * @param needsColumnNames true when every output column must have a name of its own, as in a model
 */
public record SqlRequest(
        String name,
        MappedText text,
        TableLookup tables,
        List<EphemeralTable> ephemerals,
        Instant asOf,
        boolean strict,
        SqlDialect dialect,
        boolean needsColumnNames) {
    public SqlRequest {
        ephemerals = List.copyOf(ephemerals);
    }

    /** A model in Trino's dialect, not strict, without ephemeral models. */
    public static SqlRequest model(String name, MappedText text, TableLookup tables, Instant asOf) {
        return new SqlRequest(name, text, tables, List.of(), asOf, false, SqlDialect.TRINO, true);
    }

    public SqlRequest withEphemerals(List<EphemeralTable> value) {
        return new SqlRequest(name, text, tables, value, asOf, strict, dialect, needsColumnNames);
    }

    public SqlRequest withStrict(boolean value) {
        return new SqlRequest(name, text, tables, ephemerals, asOf, value, dialect, needsColumnNames);
    }

    public SqlRequest withDialect(SqlDialect value) {
        return new SqlRequest(name, text, tables, ephemerals, asOf, strict, value, needsColumnNames);
    }

    /** For queries whose columns nobody names, such as data tests. */
    public SqlRequest withoutColumnNames() {
        return new SqlRequest(name, text, tables, ephemerals, asOf, strict, dialect, false);
    }
}
