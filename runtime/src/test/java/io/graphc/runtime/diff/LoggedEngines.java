package io.graphc.runtime.diff;

import io.graphc.plan.Column;
import io.graphc.plan.CompiledProject;
import io.graphc.plan.RelationName;
import io.graphc.runtime.engine.OwnTables;
import io.graphc.runtime.engine.QueryEngine;
import io.graphc.runtime.engine.QueryEngineFactory;
import io.graphc.runtime.engine.RowCursor;
import io.graphc.runtime.engine.SqlLiterals;
import io.graphc.runtime.engine.duckdb.DuckDbEngines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DuckDB as an engine that changes one table at a time, that many processes can reach, and whose tables only grow: statements
 * run one by one, and those that change rows are refused.
 */
final class LoggedEngines implements QueryEngineFactory {
    private static final Pattern OWN_TABLE = Pattern.compile("__state\"\\.\"([^\"]*)\"");

    /** What was asked of the tables of states: {@code make}, {@code read} or {@code add} and a table. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** What others do to the database just before a query is run. */
    BiConsumer<QueryEngine, String> beforeQuery = (engine, sql) -> {};

    private final DuckDbEngines engines;

    LoggedEngines(Path folder) {
        this.engines = new DuckDbEngines(folder);
    }

    @Override
    public QueryEngine create(CompiledProject project) {
        QueryEngine engine = engines.create(project);
        return (QueryEngine) Proxy.newProxyInstance(
                QueryEngine.class.getClassLoader(), new Class<?>[] {QueryEngine.class}, (proxy, method, arguments) -> {
                    try {
                        return switch (method.getName()) {
                            case "ownTables" -> Optional.of(new Tables(engine, asked));
                            case "isExclusive" -> false;
                            case "execute" -> {
                                oneByOne(engine, (List<?>) arguments[0]);
                                yield null;
                            }
                            case "query" -> {
                                note("read", arguments[0]);
                                beforeQuery.accept(engine, String.valueOf(arguments[0]));
                                yield method.invoke(engine, arguments);
                            }
                            default -> method.invoke(engine, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void note(String what, Object sql) {
        Matcher table = OWN_TABLE.matcher(String.valueOf(sql));
        if (table.find()) {
            asked.add(what + " " + table.group(1));
        }
    }

    private void oneByOne(QueryEngine engine, List<?> statements) {
        for (Object statement : statements) {
            String sql = (String) statement;
            if (!sql.startsWith("INSERT INTO")) {
                throw new IllegalArgumentException("a table that only grows is asked to " + sql);
            }
            note("add", sql);
            engine.execute(List.of(sql));
        }
    }

    private record Tables(QueryEngine engine, List<String> asked) implements OwnTables {
        @Override
        public void makeSchema(RelationName table) {
            engine.execute(List.of("CREATE SCHEMA IF NOT EXISTS " + RelationName.quote(table.schema())));
        }

        @Override
        public long make(RelationName table, List<Column> columns, String engineSql) {
            asked.add("make " + table.identifier());
            engine.execute(List.of("CREATE OR REPLACE TABLE " + table.quoted() + " AS SELECT * FROM (" + engineSql
                    + ") AS made (" + String.join(", ", names(columns)) + ")"));
            try (RowCursor rows = engine.query("SELECT count(*) FROM " + table.quoted())) {
                return rows.next() ? rows.getLong(0) : -1;
            }
        }

        @Override
        public void makeName(RelationName table) {
            asked.add("name " + table.identifier());
            engine.execute(List.of("CREATE TABLE " + table.quoted() + " (nothing VARCHAR)"));
        }

        @Override
        public List<RelationName> beginningWith(RelationName beginning) {
            String sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                    + SqlLiterals.literal(beginning.schema()) + " AND starts_with(table_name, "
                    + SqlLiterals.literal(beginning.identifier()) + ") ORDER BY 1";
            List<RelationName> found = new ArrayList<>();
            try (RowCursor rows = engine.query(sql)) {
                while (rows.next()) {
                    found.add(beginning.withIdentifier(rows.getText(0)));
                }
            }
            return found;
        }

        private static List<String> names(List<Column> columns) {
            return columns.stream()
                    .map(column -> RelationName.quote(column.name()))
                    .toList();
        }

        @Override
        public void know(RelationName table, List<Column> columns) {
            try (RowCursor rows = engine.query("SELECT * FROM " + table.quoted() + " LIMIT 0")) {
                List<String> there = rows.columns().stream().map(Column::name).toList();
                List<String> told = columns.stream().map(Column::name).toList();
                if (!there.equals(told)) {
                    throw new IllegalArgumentException(table + " has the columns " + there + ", not " + told);
                }
            }
        }

        @Override
        public boolean exists(RelationName table) {
            String sql = "SELECT count(*) FROM information_schema.tables WHERE table_schema = "
                    + SqlLiterals.literal(table.schema()) + " AND table_name = "
                    + SqlLiterals.literal(table.identifier());
            try (RowCursor rows = engine.query(sql)) {
                return rows.next() && rows.getLong(0) > 0;
            }
        }

        @Override
        public void drop(RelationName table) {
            engine.execute(List.of("DROP TABLE IF EXISTS " + table.quoted()));
        }
    }
}
