package io.graphc.compiler.query;

import io.graphc.compiler.sql.EphemeralTable;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.fact.RelationFacts;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The analyses that the tenants of a project have in common. Most queries of two tenants differ only in the schemas of what
 * they read; such a query is analysed for one of them, and the others get the same answer with their own schemas. A query
 * about which anything was reported is analysed for each. Safe to share between threads.
 */
public final class SharedAnalyses {
    /** Stands for a tenant's schema; no SQL text holds this character. */
    private static final String MARK = "\"\u0000";

    private final Map<Key, TypedQuery> known = new ConcurrentHashMap<>();

    private record Read(
            String label, String name, Optional<EphemeralTable> ephemeral, List<Column> columns, RelationFacts facts) {}

    private record Key(String text, boolean model, List<Read> reads) {}

    /** The queries of the tenant whose relations lie in schemas that begin with this name. */
    public Tenant of(String schema) {
        return new Tenant(schema);
    }

    /** One tenant's view of what is shared. */
    public final class Tenant {
        private final String prefix;
        private final boolean usable;

        private Tenant(String schema) {
            this.prefix = "\"" + schema;
            this.usable = !schema.isEmpty() && schema.indexOf('"') < 0;
        }

        /**
         * The answer to a query, from another tenant's where it is the same.
         *
         * @param model whether it is a model, whose columns need names
         * @param analysis asks the front end
         */
        TypedQuery analyze(
                String text,
                boolean model,
                List<BoundRelation> reads,
                DiagnosticSink sink,
                Function<DiagnosticSink, TypedQuery> analysis) {
            if (!usable || text.indexOf(0) >= 0) {
                return analysis.apply(sink);
            }
            Key key =
                    new Key(neutral(text), model, reads.stream().map(this::read).toList());
            TypedQuery same = known.get(key);
            if (same != null) {
                return withTexts(same, own(same.compiledSql()), own(same.engineSql()));
            }
            AtomicBoolean reported = new AtomicBoolean();
            TypedQuery found = analysis.apply((Diagnostic diagnostic) -> {
                reported.set(true);
                sink.report(diagnostic);
            });
            if (found.valid() && !reported.get()) {
                known.put(key, withTexts(found, neutral(found.compiledSql()), neutral(found.engineSql())));
            }
            return found;
        }

        private Read read(BoundRelation relation) {
            Optional<EphemeralTable> ephemeral = relation.ephemeral()
                    .map(table -> new EphemeralTable(
                            table.id(),
                            table.cteName(),
                            neutral(table.compiledSql()),
                            neutral(table.engineSql()),
                            table.columns(),
                            table.facts()));
            return new Read(
                    relation.label(),
                    neutral(relation.name().quoted()),
                    ephemeral,
                    relation.columns(),
                    relation.facts());
        }

        private String neutral(String text) {
            return text.replace(prefix, MARK);
        }

        private String own(String text) {
            return text.replace(MARK, prefix);
        }
    }

    private static TypedQuery withTexts(TypedQuery query, String compiledSql, String engineSql) {
        return new TypedQuery(
                query.valid(),
                query.opaque(),
                query.columns(),
                compiledSql,
                engineSql,
                query.tables(),
                query.lineage(),
                query.facts());
    }
}
