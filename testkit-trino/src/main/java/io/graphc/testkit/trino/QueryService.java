package io.graphc.testkit.trino;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.tracing.Tracing;
import io.trino.Session;
import io.trino.execution.ParameterExtractor;
import io.trino.execution.QueryPreparer;
import io.trino.execution.QueryPreparer.PreparedQuery;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.analyzer.Analysis;
import io.trino.sql.analyzer.AnalyzerFactory;
import io.trino.sql.analyzer.Field;
import io.trino.sql.analyzer.StatementAnalyzerFactory;
import io.trino.sql.rewrite.StatementRewrite;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Trino within this process: tables in memory, statements analysed or run, in UTC and English at one instant. */
final class QueryService implements AutoCloseable {
    private final LocalQueryRunner runner;
    private final Session session;
    private final Tables tables;
    private final QueryPreparer preparer;
    private final AnalyzerFactory analyzers;

    private QueryService(LocalQueryRunner runner, Session session, StatementAnalyzerFactory statements) {
        this.runner = runner;
        this.session = session;
        this.tables = new Tables(runner);
        this.preparer = new QueryPreparer(runner.getSqlParser());
        this.analyzers = new AnalyzerFactory(statements, new StatementRewrite(Set.of()), Tracing.noopTracer());
    }

    static QueryService start(Instant now) {
        Session session = TestingSession.testSessionBuilder()
                .setCatalog(Tables.CATALOG)
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .setLocale(Locale.ENGLISH)
                .setStart(now)
                .build();
        LocalQueryRunner runner = LocalQueryRunner.create(session);
        runner.createCatalog(Tables.CATALOG, new MemoryConnectorFactory(), Map.of());
        return new QueryService(runner, session, statements(runner));
    }

    /** The runner's own, because it alone knows the table functions, and hands it to nobody. */
    private static StatementAnalyzerFactory statements(LocalQueryRunner runner) {
        try {
            java.lang.reflect.Field own = LocalQueryRunner.class.getDeclaredField("statementAnalyzerFactory");
            own.setAccessible(true);
            return (StatementAnalyzerFactory) own.get(runner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void define(String schema, String table, String columns, ObjectNode answer) {
        try {
            runner.inTransaction(in(schema), own -> {
                tables.create(own, table, columns);
                return "";
            });
        } catch (RuntimeException problem) {
            Failure.write(problem, answer);
        }
    }

    void analyze(String schema, String sql, ObjectNode answer) {
        try {
            runner.inTransaction(in(schema), own -> {
                write(analyze(own, sql), answer.putArray("columns"));
                return "";
            });
        } catch (RuntimeException | StackOverflowError | AssertionError problem) {
            answer.removeAll();
            Failure.write(problem, answer);
        }
    }

    private Analysis analyze(Session own, String sql) {
        PreparedQuery prepared = preparer.prepareQuery(own, sql);
        return analyzers
                .createAnalyzer(
                        own,
                        prepared.getParameters(),
                        ParameterExtractor.bindParameters(prepared.getStatement(), prepared.getParameters()),
                        WarningCollector.NOOP,
                        PlanOptimizersStatsCollector.createPlanOptimizersStatsCollector())
                .analyze(prepared.getStatement());
    }

    private static void write(Analysis analysis, ArrayNode columns) {
        for (Field field : analysis.getOutputDescriptor().getVisibleFields()) {
            ObjectNode column = columns.addObject()
                    .put("name", field.getName().orElse("_col" + (columns.size() - 1)))
                    .put("type", field.getType().getDisplayName());
            ArrayNode sources = column.putArray("sources");
            analysis.getSourceColumns(field).stream()
                    .map(source -> source.getTableName().getObjectName() + "." + source.getColumnName())
                    .sorted()
                    .forEach(sources::add);
        }
    }

    void execute(String schema, String sql, ObjectNode answer) {
        try {
            MaterializedResult result = runner.execute(in(schema), sql);
            List<Type> types = result.getTypes();
            ArrayNode columns = answer.putArray("columns");
            for (int i = 0; i < types.size(); i++) {
                String name = i < result.getColumnNames().size()
                        ? result.getColumnNames().get(i)
                        : "_col" + i;
                columns.addObject()
                        .put("name", name)
                        .put("type", types.get(i).getDisplayName())
                        .putArray("sources");
            }
            ArrayNode rows = answer.putArray("rows");
            for (MaterializedRow row : result.getMaterializedRows()) {
                ArrayNode values = rows.addArray();
                for (int i = 0; i < row.getFieldCount(); i++) {
                    values.add(ValueText.of(types.get(i), row.getField(i)));
                }
            }
        } catch (RuntimeException | StackOverflowError | AssertionError problem) {
            answer.removeAll();
            Failure.write(problem, answer);
        }
    }

    private Session in(String schema) {
        return Session.builder(session).setSchema(schema).build();
    }

    @Override
    public void close() {
        runner.close();
    }
}
