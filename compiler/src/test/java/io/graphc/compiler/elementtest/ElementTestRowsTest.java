package io.graphc.compiler.elementtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.CompilationResult;
import io.graphc.compiler.CompileOptions;
import io.graphc.compiler.GraphCompiler;
import io.graphc.plan.CheckCount;
import io.graphc.plan.TestPlan;
import io.graphc.testkit.GoldenFile;
import io.graphc.testkit.TempProject;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests of elements ask has the same answer on a real Trino, as compiled, and on DuckDB. */
class ElementTestRowsTest {
    private static final Instant AS_OF = Instant.parse("2026-01-31T08:00:00Z");

    private static final String CUSTOMERS = """
            CREATE TABLE node_customer AS SELECT "~id", name, country, joined, tags, score, balance,
              CAST(CASE WHEN score > 0 THEN 0.1E0 END AS real) AS rating FROM (VALUES
              ('c|1', 'Ada', 'DE', DATE '2020-01-01', ARRAY['a', 'long'], 1.5E0, CAST(1 AS bigint)),
              ('c|2', 'Ben', 'de', DATE '1999-12-31', ARRAY['b', NULL], -1E0, 300),
              ('c|3', '12', 'FR', NULL, NULL, NULL, NULL),
              ('c|4', 'Ada', 'XX', DATE '2031-01-01', ARRAY[], 0E0, -300),
              ('c|5', NULL, NULL, DATE '2020-01-01', ARRAY['c'], 99E0, 5)
            ) AS t ("~id", name, country, joined, tags, score, balance)""";

    private static final String PRODUCTS = """
            CREATE TABLE node_product AS SELECT * FROM (VALUES ('p|1'), ('p|2'), ('p|3')) AS t ("~id")""";

    private static final String ORDERED = """
            CREATE TABLE rel_ordered AS SELECT * FROM (VALUES
              ('o|1', 'c|1', 'p|1', TIMESTAMP '2020-01-01 00:00:00.000'),
              ('o|2', 'c|1', 'p|2', TIMESTAMP '2024-01-01 12:00:00.000'),
              ('o|3', 'c|2', 'p|1', NULL),
              ('o|4', 'c|1', 'p|1', TIMESTAMP '2010-01-01 00:00:00.000'),
              ('o|5', 'c|1', 'no product', NULL)
            ) AS t ("~id", "~from", "~to", ordered)""";

    private static final String KNOWS = """
            CREATE TABLE rel_knows AS SELECT * FROM (VALUES
              ('k|1', 'c|1', 'c|2'), ('k|2', 'c|2', 'c|3'), ('k|3', 'c|3', 'c|1'), ('k|4', 'c|4', 'c|4'), ('k|5', 'c|4', 'c|1'),
              ('k|6', 'c|5', 'c|4')
            ) AS t ("~id", "~from", "~to")""";

    @TempDir
    Path folder;

    @Test
    void answersAreTrinos() throws SQLException {
        List<TestPlan> tests = compile();
        TrinoSchema trino = TrinoServer.shared().schema("element_tests");
        // The schema comes with its first defined table.
        trino.define("unused", "id bigint");
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String table : List.of(CUSTOMERS, PRODUCTS, ORDERED, KNOWS)) {
                assertThat(trino.execute(table).failure()).isEmpty();
                execute(connection, table.replace("AS t (", "AS t(").replace("ARRAY[]", "CAST([] AS VARCHAR[])"));
            }
            for (TestPlan test : tests) {
                expected.put(test.name(), ask(trino, counted(test.compiledSql())));
                actual.put(test.name(), ask(connection, counted(test.engineSql())));
                CheckCount count = test.element().orElseThrow().count().orElse(null);
                if (count != null) {
                    expected.put(test.name() + " in one scan", ask(trino, one(count, count.compiledSql())));
                    actual.put(test.name() + " in one scan", ask(connection, one(count, count.engineSql())));
                }
            }
        }
        assertThat(actual).isEqualTo(expected);
        actual.forEach((name, rows) -> {
            String counted = actual.getOrDefault(name + " in one scan", rows);
            assertThat(counted.equals("[[0]]"))
                    .as("`%s` finds %s, and in one scan %s", name, rows, counted)
                    .isEqualTo(rows.equals("[[0]]"));
            assertThat(name.contains("rating") && !rows.equals("[[0]]"))
                    .as("`%s` finds %s", name, rows)
                    .isFalse();
        });
        assertThat(expected.values()).filteredOn(text -> !text.equals("[[0]]")).hasSizeGreaterThan(20);
    }

    private List<TestPlan> compile() {
        TempProject project = TempProject.copyOf(GoldenFile.resource("cases/base"), folder.resolve("shop"));
        project.write("models/customers.sql", """
                        select customer_id, name, country, joined, tags, score, cast(balance as bigint) as balance,
                          cast(score as real) as rating
                        from {{ source('raw', 'customers') }}
                        """)
                .write("models/knows.sql", """
                        select customer_id as one, customer_id + 1 as other from {{ ref('customers') }}
                        """)
                .write("graph/graph.yml", """
                        nodes:
                          - label: Customer
                            from: ref('customers')
                            key: customer_id
                            properties:
                              - {name: name, data_tests: [not_null, unique, {type: {is: integer}}, {length: {max: 2}}]}
                              - {name: country, data_tests: [{pattern: {regex: '^[A-Z]{2}$', where: name is not null}}]}
                              - {name: joined, data_tests: [{range: {min: 2000-01-01, max: 2030-12-31}}]}
                              - {name: tags, data_tests: [{length: {min: 1}}, {pattern: {regex: '^.$'}},
                                                          {accepted_values: {values: [a, b, c]}}]}
                              - {name: score, data_tests: [{range: {min: -0.5, max: 50}}]}
                              - {name: balance, data_tests: [{type: {is: byte}}, {accepted_values: {values: [1, 5, -300]}}]}
                              - {name: rating, type: float, data_tests: [{range: {min: 0.1, max: 0.1}},
                                                                         {accepted_values: {values: [0.1, 0.3]}}]}
                            data_tests:
                              - row_count: {min: 9}
                              - row_count: {max: 1, where: country = 'DE'}
                              - orphans
                              - orphans: {max: 39.5%, types: ORDERED}
                              - orphans: {max: 60%, types: [ORDERED]}
                              - degree: {max: 2}
                              - degree: {min: 1, max: 1, direction: in, where: score > 0}
                              - change: {max_increase: 1}
                          - label: Product
                            from: ref('products')
                            key: code
                            properties: []
                        relationships:
                          - type: ORDERED
                            from: ref('orders')
                            start: {node: Customer, key: customer_id}
                            end: {node: Product, key: product_code}
                            key: order_id
                            properties:
                              - name: ordered
                                column: ordered_at
                                data_tests:
                                  - range: {min: 2015-01-01, max: '2023-01-01T10:00:00'}
                            data_tests:
                              - cardinality: {start: {min: 1, max: 2}, end: {min: 1}}
                              - cardinality: {end: {max: 2}}
                              - cardinality: {end: {min: 1}, name: every_product_is_ordered}
                              - cardinality: {start: {min: 1}, where: ordered is not null}
                          - type: KNOWS
                            from: ref('knows')
                            start: {node: Customer, key: one}
                            end: {node: Customer, key: other}
                            properties: []
                            data_tests: [no_self_loops, acyclic, unique]
                        """);
        CompilationResult result = new GraphCompiler().compile(CompileOptions.of(project.root(), AS_OF));
        assertThat(result.diagnostics()).isEmpty();
        return result.projects().get(0).tests();
    }

    private static String bare(String sql) {
        return sql.replace("\"main__graph\".", "");
    }

    /** The count of one test out of the scan that it shares with others. */
    private static String one(CheckCount count, String sql) {
        return "SELECT " + count.column() + " FROM (\n" + bare(sql) + "\n) AS counted";
    }

    /** How many rows there are; which ones, engines tell in words of their own. */
    private static String counted(String sql) {
        return "SELECT count(*) FROM (\n" + bare(sql) + "\n) AS failing";
    }

    private static String ask(TrinoSchema trino, String sql) {
        TrinoSchema.Rows rows = trino.execute(sql);
        assertThat(rows.failure()).as(sql).isEmpty();
        return rows.rows().toString();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows.stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
