package io.graphc.compiler.query;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.source.MappedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks queries against the relations that they read. A query sees no other relation, so that what it reads is known
 * without it and the answer never depends on what was compiled before. Immutable and safe to share between threads.
 *
 * @param known all relations of the project, for hints
 * @param shared what other tenants have found out
 */
public record QueryChecker(
        SqlFrontend frontend,
        Instant asOf,
        boolean strict,
        SqlDialect dialect,
        KnownRelations known,
        SharedAnalyses.Tenant shared) {
    /**
     * Checks a query that graphc wrote around parts of the user's, and reports what is wrong with it.
     *
     * @param name what the query is, for messages
     * @return empty when something is wrong
     */
    public Optional<TypedQuery> check(String name, MappedText text, List<BoundRelation> reads, DiagnosticSink sink) {
        SqlRequest request = request(name, text, reads).withoutColumnNames();
        return Optional.of(shared.analyze(request, reads, sink, to -> frontend.analyze(request, to)))
                .filter(TypedQuery::valid);
    }

    /** Checks a model's query, whose columns must have names. */
    public Optional<TypedQuery> checkModel(
            String name, MappedText text, List<BoundRelation> reads, DiagnosticSink sink) {
        SqlRequest request = request(name, text, reads);
        return Optional.of(shared.analyze(request, reads, sink, to -> frontend.analyze(request, to)))
                .filter(TypedQuery::valid);
    }

    private SqlRequest request(String name, MappedText text, List<BoundRelation> reads) {
        List<EphemeralTable> ephemerals = reads.stream()
                .flatMap(relation -> relation.ephemeral().stream())
                .toList();
        return SqlRequest.model(name, text, new RelationScope(name, reads, known), asOf)
                .withEphemerals(ephemerals)
                .withStrict(strict)
                .withDialect(dialect);
    }

    /** The same for DuckDB, with the clock at an instant. */
    public QueryChecker onDuckDb(Instant instant) {
        return new QueryChecker(frontend, instant, strict, SqlDialect.DUCKDB, known, shared);
    }
}
