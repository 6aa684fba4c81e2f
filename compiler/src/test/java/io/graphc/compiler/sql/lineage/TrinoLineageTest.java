package io.graphc.compiler.sql.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.compiler.sql.SqlFixture;
import io.graphc.compiler.sql.SqlRequest;
import io.graphc.compiler.sql.StatementCases;
import io.graphc.compiler.sql.TestTables;
import io.graphc.compiler.sql.TypedQuery;
import io.graphc.compiler.sql.trino.StatementsTest;
import io.graphc.plan.LineageSource;
import io.graphc.testkit.TrinoSchema;
import io.graphc.testkit.TrinoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The columns that values come from are those that Trino's own analyser finds. It keeps no track of the columns of USING,
 * UNNEST, table functions, stars of rows and named windows and of all branches but the first of a UNION, and it counts the right side of EXCEPT; there
 * ours must hold what Trino finds, and nothing but what the statement names.
 */
class TrinoLineageTest {
    private static final Pattern UNTRACKED = Pattern.compile(
            "(?i)\\b(using|unnest|natural|window|union|except|json_table|table)\\b|\\)\\.\\*|\\w\\.\\w+\\.\\*");

    @Test
    void valuesComeFromTheColumnsThatTrinoFinds() {
        assertThat(differences("lineage", StatementCases.TABLES, "accepted.sql", "constructs.sql"))
                .isEmpty();
        assertThat(differences("lineage_tpch", StatementsTest.TPCH, "tpch.sql")).isEmpty();
    }

    private static List<String> differences(String schemaName, TestTables tables, String... resources) {
        TrinoSchema schema = TrinoServer.shared().schema(schemaName);
        for (String table : tables.labels()) {
            schema.define(
                    table,
                    tables.find(List.of(table)).orElseThrow().columns().stream()
                            .map(SqlFixture::shown)
                            .collect(Collectors.joining(", ")));
        }
        List<String> statements = List.of(resources).stream()
                .flatMap(resource -> StatementCases.read(resource).stream())
                .map(StatementCases.Case::sql)
                .toList();
        List<TrinoSchema.Analysis> analyses = schema.analyze(statements);
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < statements.size(); i++) {
            // Trino has no schema of the qualified names among the statements.
            if (analyses.get(i).accepted()) {
                compared++;
                compare(statements.get(i), tables, analyses.get(i).columns(), different);
            }
        }
        assertThat(compared).isGreaterThan(statements.size() * 95 / 100);
        return different;
    }

    private static void compare(
            String sql, TestTables tables, List<TrinoSchema.Column> columns, List<String> different) {
        TypedQuery query = SqlFixture.sql(tables, sql)
                .given(SqlRequest::withoutColumnNames)
                .analyze()
                .query();
        boolean untracked = UNTRACKED.matcher(sql).find();
        List<Set<String>> ours = query.lineage().columns().values().stream()
                .map(TrinoLineageTest::values)
                .toList();
        for (int i = 0; i < Math.min(ours.size(), columns.size()); i++) {
            Set<String> theirs = new TreeSet<>(columns.get(i).sources());
            boolean agrees = untracked
                    ? sql.contains("except") || ours.get(i).containsAll(theirs)
                    : ours.get(i).equals(theirs);
            if (!agrees) {
                different.add(sql + "\n" + columns.get(i).name() + ": ours " + ours.get(i) + ", Trino's " + theirs);
            }
        }
    }

    private static Set<String> values(List<LineageSource> sources) {
        return sources.stream()
                .filter(source -> source.kind().decidesValues())
                .map(source -> source.relation() + "." + source.column())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
