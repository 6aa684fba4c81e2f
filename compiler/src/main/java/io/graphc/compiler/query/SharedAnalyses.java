package io.graphc.compiler.query;

import io.graphc.compiler.cache.AnalysisCache;
import io.graphc.compiler.cache.ContentKey;
import io.graphc.compiler.cache.StoredAnalysis;
import io.graphc.compiler.sql.ClockWords;
import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import io.graphc.plan.RelationName;
import io.graphc.plan.fact.RelationFacts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers queries from what an earlier compilation, or another tenant's, has found out. The key of an answer holds all that
 * the front end is told: the text with its places, the relations that it may read, the settings, and the clock where the
 * text may ask for it. Most queries of two tenants differ only in the schemas of what they read; these are taken out of
 * key and answer. An answer with errors is not kept, since its hints depend on all names of the project. Safe to share
 * between threads.
 */
public final class SharedAnalyses {
    /** Stands for a tenant's schema; no SQL text holds this character. */
    private static final String MARK = "\"\u0000";

    private final AnalysisCache cache;
    private final boolean severalTenants;

    /** What was read from the cache with the tenants' mark in its texts; all tenants hold the same columns, lineage and facts. */
    private final Map<ContentKey, Optional<StoredAnalysis>> read = new ConcurrentHashMap<>();

    /** All of a relation, its name as text. */
    private record Read(
            String id,
            String label,
            String name,
            Optional<EphemeralTable> ephemeral,
            List<Column> columns,
            RelationFacts facts) {}

    /** @param severalTenants whether more than one tenant will ask */
    public SharedAnalyses(AnalysisCache cache, boolean severalTenants) {
        this.cache = cache;
        this.severalTenants = severalTenants;
    }

    /**
     * The queries of the tenant whose relations lie in schemas that begin with this name.
     *
     * @param clockAsked is run when the answer to a query may depend on the clock
     */
    public Tenant of(String schema, Runnable clockAsked) {
        return new Tenant(schema, clockAsked);
    }

    /** One tenant's view of what is shared. */
    public final class Tenant {
        private final String prefix;
        private final boolean usable;
        private final Runnable clockAsked;
        private final Map<Relation, ContentKey> relations = new ConcurrentHashMap<>();

        /** A relation by identity: it is the same object for all its readers. */
        private record Relation(BoundRelation relation) {
            @Override
            @SuppressWarnings("ReferenceEquality") // Comparing all columns each time would cost more than it saves.
            public boolean equals(Object other) {
                return other instanceof Relation that && relation == that.relation;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(relation);
            }
        }

        private Tenant(String schema, Runnable clockAsked) {
            this.clockAsked = clockAsked;
            this.prefix = "\"" + schema;
            this.usable = !schema.isEmpty() && schema.indexOf('"') < 0;
        }

        /**
         * The answer to a query.
         *
         * @param reads the relations that the request's text may name
         * @param analysis asks the front end
         */
        TypedQuery analyze(
                SqlRequest request,
                List<BoundRelation> reads,
                DiagnosticSink sink,
                Function<DiagnosticSink, TypedQuery> analysis) {
            boolean timed = ClockWords.areIn(request.text().text());
            if (timed) {
                clockAsked.run();
            }
            if (!usable || request.text().text().indexOf(0) >= 0) {
                return analysis.apply(sink);
            }
            ContentKey key = key(request, reads, timed);
            Optional<StoredAnalysis> known = cache.find(key).flatMap(bytes -> read(key, bytes, request));
            if (known.isPresent()) {
                known.get().diagnostics().forEach(sink::report);
                return known.get().query();
            }
            List<Diagnostic> reported = Collections.synchronizedList(new ArrayList<>());
            TypedQuery found = analysis.apply((Diagnostic diagnostic) -> {
                reported.add(diagnostic);
                sink.report(diagnostic);
            });
            if (found.valid()) {
                new StoredAnalysis(found, reported)
                        .encode(request.text(), this::neutral)
                        .ifPresent(bytes -> cache.store(key, bytes));
            }
            return found;
        }

        private Optional<StoredAnalysis> read(ContentKey key, ByteBuffer bytes, SqlRequest request) {
            try {
                if (severalTenants) {
                    Optional<StoredAnalysis> common = read.computeIfAbsent(
                            key, each -> StoredAnalysis.decodeMarked(bytes, request.text(), MARK, this::neutral));
                    if (common.isPresent()) {
                        return common.map(stored -> stored.map(this::own));
                    }
                }
                return Optional.of(StoredAnalysis.decode(bytes, request.text(), this::own));
            } catch (RuntimeException damaged) {
                // Its checksum is right, so another program wrote it: as good as none.
                cache.forget(key);
                return Optional.empty();
            }
        }

        private ContentKey key(SqlRequest request, List<BoundRelation> reads, boolean timed) {
            ContentKey.Builder key = new ContentKey.Builder();
            key.add(request.name())
                    .add(request.strict())
                    .add(request.needsColumnNames())
                    .add(request.dialect().name());
            StoredAnalysis.addTo(key, request.text(), this::neutral);
            key.add(timed ? request.asOf().toString() : "");
            key.add(reads.size());
            reads.forEach(relation ->
                    key.add(relations.computeIfAbsent(new Relation(relation), each -> key(each.relation()))));
            return key.build();
        }

        private ContentKey key(BoundRelation relation) {
            Optional<EphemeralTable> ephemeral = relation.ephemeral()
                    .map(table -> new EphemeralTable(
                            table.id(),
                            table.cteName(),
                            neutral(table.compiledSql()),
                            neutral(table.engineSql()),
                            table.columns(),
                            table.facts(),
                            table.standsIn()));
            return new ContentKey.Builder()
                    .add(new Read(
                            relation.id(),
                            relation.label(),
                            neutral(relation.names().stream()
                                    .map(RelationName::quoted)
                                    .collect(Collectors.joining(" "))),
                            ephemeral,
                            relation.columns(),
                            relation.facts()))
                    .build();
        }

        private String neutral(String text) {
            return text.replace(prefix, MARK);
        }

        private String own(String text) {
            return text.replace(MARK, prefix);
        }
    }
}
