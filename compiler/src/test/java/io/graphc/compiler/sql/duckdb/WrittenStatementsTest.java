package io.graphc.compiler.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TableSchema;
import io.graphc.compiler.sql.TestTables;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.diagnostic.Diagnostic;
import io.graphc.plan.Column;
import io.graphc.testkit.GoldenFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Writes every statement that the front end accepts for DuckDB and lets DuckDB bind it: the columns must have the names and
 * types that the front end found out.
 */
final class WrittenStatementsTest {
    @Test
    void statementsBindWithTheColumnsThatTheFrontEndFound() throws SQLException {
        check("accepted", StatementCases.TABLES);
    }

    @Test
    void constructsBindWithTheColumnsThatTheFrontEndFound() throws SQLException {
        check("constructs", StatementCases.TABLES);
    }

    @Test
    void analyticsBindWithTheColumnsThatTheFrontEndFound() throws SQLException {
        check("tpch", StatementsTest.TPCH);
    }

    private static void check(String resource, TestTables tables) throws SQLException {
        List<StatementCases.Case> cases = StatementCases.read(resource + ".sql");
        List<String> known = new ArrayList<>();
        int bound = 0;
        try (DuckDbSession session = new DuckDbSession()) {
            session.execute("CREATE SCHEMA analytics");
            session.execute("ATTACH ':memory:' AS awsdatacatalog");
            session.execute("CREATE SCHEMA awsdatacatalog.analytics");
            for (String label : tables.labels()) {
                TableSchema table = tables.find(List.of(label)).orElseThrow();
                session.execute(create("", table));
                session.execute(create("analytics.", table));
                session.execute(create("awsdatacatalog.analytics.", table));
            }
            for (StatementCases.Case one : cases) {
                String difference = difference(session, one, tables);
                if (difference.isEmpty()) {
                    bound++;
                } else {
                    known.add(one.sql() + "\n=> " + difference);
                }
            }
        }
        assertThat(cases).isNotEmpty();
        GoldenFile.check(
                GoldenFile.resource("duckdb/outcome/" + resource + ".txt"),
                bound + " of " + cases.size() + " bind as expected\n\n" + String.join("\n;\n", known) + "\n");
    }

    private static String create(String qualifier, TableSchema table) {
        StringJoiner columns = new StringJoiner(", ", "CREATE TABLE " + qualifier + "\"" + table.label() + "\" (", ")");
        table.columns()
                .forEach(column -> columns.add("\"" + column.name() + "\" "
                        + DuckDbTypes.name(column.type()).orElseThrow()));
        return columns.toString();
    }

    /** What is not as the front end says, or nothing. */
    private static String difference(DuckDbSession session, StatementCases.Case one, TestTables tables) {
        List<Diagnostic> problems = new ArrayList<>();
        TypedQuery query = session.write(one.sql(), tables, problems);
        if (!query.valid()) {
            return problems.stream()
                    .filter(Diagnostic::isError)
                    .map(problem -> "refused " + problem.code().id() + ": " + problem.message() + problem.notes())
                    .collect(Collectors.joining("\n   "));
        }
        String found = session.run("SELECT column_name, column_type FROM (DESCRIBE " + query.engineSql() + ")")
                .replace("\"", "")
                .replace(", ", ",");
        String wanted =
                query.schema().stream().map(WrittenStatementsTest::shown).collect(Collectors.joining(" ;; "));
        String text = query.engineSql().replace("\n", " ");
        return found.equals(wanted) ? "" : "expected " + wanted + "\n   found    " + found + "\n   " + text;
    }

    private static String shown(Column column) {
        String type = DuckDbTypes.name(column.type())
                .orElse("none")
                .replace(", ", ",")
                .replace("\"", "");
        return "'" + column.name() + "' | '" + type.replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE") + "'";
    }
}
