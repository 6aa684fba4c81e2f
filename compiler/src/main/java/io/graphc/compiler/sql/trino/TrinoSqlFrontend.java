package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.OutputColumn;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.duckdb.DuckDbPrinter;
import io.graphc.compiler.sql.fact.FactFinder;
import io.graphc.compiler.sql.fact.RelationFacts;
import io.graphc.compiler.sql.function.FunctionBinder;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.compiler.sql.lineage.ColumnLineage;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Lineage;
import java.util.List;
import java.util.Optional;

/**
 * The SQL front end: Trino's parser reads, Calcite's validator checks. Safe to share between threads; one instance serves
 * a whole compilation.
 */
public final class TrinoSqlFrontend implements SqlFrontend {
    private final FunctionBinder functions;

    public TrinoSqlFrontend(FunctionBinder functions) {
        this.functions = functions;
    }

    /** A front end that knows Trino's own functions. */
    public static TrinoSqlFrontend create() {
        return new TrinoSqlFrontend(new FunctionBinder(FunctionCatalog.trino()));
    }

    @Override
    public TypedQuery analyze(SqlRequest request, DiagnosticSink sink) {
        Optional<StatementReader.Read> read = new StatementReader(request.text(), sink).read();
        if (read.isEmpty()) {
            String text = request.text().text();
            return new TypedQuery(false, false, List.of(), text, text, List.of(), Lineage.NONE, RelationFacts.NONE);
        }
        Problems problems = new Problems(request.text());
        Optional<QueryAnalysis.Outcome> outcome = new QueryAnalysis(request, read.get(), functions, problems).run();
        List<OutputColumn> columns = outcome.map(found -> new OutputColumns(problems, request, found).read())
                .orElse(List.of());
        String compiled =
                CompiledText.of(request, read.get().tokens(), read.get().query());
        String engine = request.dialect() == SqlDialect.TRINO ? compiled : duckDb(request, outcome, problems);
        boolean valid = !problems.hasErrors();
        Lineage lineage = valid ? outcome.map(found -> lineage(found, columns)).orElse(Lineage.NONE) : Lineage.NONE;
        problems.flush(sink);
        List<String> tables = outcome.map(found -> List.copyOf(found.tables())).orElse(List.of());
        boolean opaque = outcome.isEmpty() && valid;
        RelationFacts facts = valid ? facts(request, outcome, columns) : RelationFacts.NONE;
        return new TypedQuery(valid, opaque, columns, compiled, engine, tables, lineage, facts);
    }

    private static Lineage lineage(QueryAnalysis.Outcome found, List<OutputColumn> columns) {
        List<String> names =
                columns.stream().map(column -> column.column().name()).toList();
        return new ColumnLineage(found.validator()).of(found.tree(), names);
    }

    /** Only of models, since nobody asks what is known of the rows of other queries. */
    private static RelationFacts facts(
            SqlRequest request, Optional<QueryAnalysis.Outcome> outcome, List<OutputColumn> columns) {
        if (!request.needsColumnNames() || outcome.isEmpty()) {
            return RelationFacts.NONE;
        }
        List<String> names =
                columns.stream().map(column -> column.column().name()).toList();
        return new FactFinder(outcome.get().validator()).of(outcome.get().tree(), names);
    }

    /** A query with mistakes is not printed: it would only be refused for consequences of them. */
    private static String duckDb(SqlRequest request, Optional<QueryAnalysis.Outcome> outcome, Problems problems) {
        if (problems.hasErrors() || outcome.isEmpty()) {
            return "";
        }
        QueryAnalysis.Outcome found = outcome.get();
        return DuckDbPrinter.print(found.tree(), found.validator(), request.ephemerals(), problems);
    }
}
