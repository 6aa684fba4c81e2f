package io.graphc.compiler.sql.trino;

import io.graphc.compiler.sql.OutputColumn;
import io.graphc.compiler.sql.SqlDialect;
import io.graphc.compiler.sql.SqlFrontend;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.calcite.Problems;
import io.graphc.compiler.sql.duckdb.DuckDbPrinter;
import io.graphc.compiler.sql.fact.FactFinder;
import io.graphc.compiler.sql.function.FunctionBinder;
import io.graphc.compiler.sql.function.FunctionCatalog;
import io.graphc.compiler.sql.lineage.ColumnLineage;
import io.graphc.diagnostic.DiagnosticSink;
import io.graphc.plan.Lineage;
import io.graphc.plan.fact.RelationFacts;
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
        String compiled =
                CompiledText.of(request, read.get().tokens(), read.get().query());
        TypedQuery query = described(request, compiled, outcome, problems);
        problems.flush(sink);
        return query;
    }

    /** A defect in what comes after the analysis is told like one in the analysis, and as little of the query is known. */
    private static TypedQuery described(
            SqlRequest request, String compiled, Optional<QueryAnalysis.Outcome> outcome, Problems problems) {
        try {
            return outcome.isEmpty()
                    ? unknown(compiled, request, problems)
                    : described(request, compiled, outcome.get(), problems);
        } catch (RuntimeException | AssertionError | StackOverflowError surprise) {
            AnalysisDefect.report(surprise, request, problems);
            return unknown(compiled, request, problems);
        }
    }

    private static TypedQuery unknown(String compiled, SqlRequest request, Problems problems) {
        boolean valid = !problems.hasErrors();
        String engine = request.dialect() == SqlDialect.TRINO ? compiled : "";
        return new TypedQuery(valid, valid, List.of(), compiled, engine, List.of(), Lineage.NONE, RelationFacts.NONE);
    }

    private static TypedQuery described(
            SqlRequest request, String compiled, QueryAnalysis.Outcome found, Problems problems) {
        List<OutputColumn> columns = new OutputColumns(problems, request, found).read();
        String engine = request.dialect() == SqlDialect.TRINO ? compiled : duckDb(request, found, problems);
        boolean valid = !problems.hasErrors();
        return new TypedQuery(
                valid,
                false,
                columns,
                compiled,
                engine,
                List.copyOf(found.tables()),
                valid ? lineage(found, columns) : Lineage.NONE,
                valid ? facts(request, found, columns) : RelationFacts.NONE);
    }

    private static Lineage lineage(QueryAnalysis.Outcome found, List<OutputColumn> columns) {
        List<String> names =
                columns.stream().map(column -> column.column().name()).toList();
        return new ColumnLineage(found.validator()).of(found.tree(), names);
    }

    /** Only of models, since nobody asks what is known of the rows of other queries. */
    private static RelationFacts facts(SqlRequest request, QueryAnalysis.Outcome found, List<OutputColumn> columns) {
        if (!request.needsColumnNames()) {
            return RelationFacts.NONE;
        }
        List<String> names =
                columns.stream().map(column -> column.column().name()).toList();
        return new FactFinder(found.validator()).of(found.tree(), names);
    }

    /** A query with mistakes is not printed: it would only be refused for consequences of them. */
    private static String duckDb(SqlRequest request, QueryAnalysis.Outcome found, Problems problems) {
        return problems.hasErrors()
                ? ""
                : DuckDbPrinter.print(found.tree(), found.validator(), request.ephemerals(), problems);
    }
}
