package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configs of data tests, as dbt documents them, on DuckDB. */
class TestConfigsTest {
    @TempDir
    Path folder;

    private TempProject project(String tests) {
        return DuckDbProject.shop(folder)
                .write("dbt_project.yml", "name: shop\nprofile: shop\nvars: {most: 5}\n")
                .write("seeds/orders.csv", "id,amount,kind\n1,10,a\n2,,a\n2,,b\n2,,b\n3,30,\n3,30,c\n")
                .write("seeds/seeds.yml", "version: 2\nseeds:\n  - name: orders\n    columns:\n" + tests.indent(6));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    /** The status and the number of failures of each test. */
    private Map<String, String> results() throws IOException {
        Map<String, String> results = new TreeMap<>();
        for (JsonNode result : new ObjectMapper()
                .readTree(folder.resolve("target/run_results.json").toFile())
                .get("results")) {
            String id = result.path("unique_id").asText();
            if (id.startsWith("test.")) {
                results.put(
                        id.substring("test.shop.".length()),
                        result.path("status").asText() + " " + result.path("failures"));
            }
        }
        return results;
    }

    @Test
    void judgesFailuresByConditions() throws IOException {
        project("""
                - name: amount
                  data_tests:
                    - not_null: {name: fails}
                    - not_null: {name: warns, config: {severity: warn}}
                    - not_null: {name: passes_below, config: {error_if: '> {{ var("most") }}', warn_if: '>= 4'}}
                    - not_null: {name: warns_above, config: {error_if: '> 5', warn_if: 'between 2 and 4'}}
                    - not_null: {name: warns_unless_said, config: {error_if: '> 5'}}
                    - not_null: {name: fails_above, config: {error_if: '> 2'}}
                    - not_null: {name: never_fails, config: {severity: warn, error_if: '> 0', warn_if: '> 3'}}
                    - not_null: {name: within_limit, config: {limit: 2, error_if: '> 2', warn_if: '> 2'}}
                    - not_null: {name: with_condition, config: {where: 'id > 2'}}
                - name: id
                  data_tests:
                    - unique: {name: groups}
                    - unique: {name: rows, config: {fail_calc: sum(n_records), error_if: '> 4'}}
                    - unique: {name: no_number, config: {fail_calc: sum(n_records), where: id = 1}}
                    - unique: {name: a_number, config: {fail_calc: 'coalesce(sum(n_records), 0)', where: id = 1}}
                """);
        CommandRun run = run("build");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(results())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("fails", "fail 3"),
                        Map.entry("warns", "warn 3"),
                        Map.entry("passes_below", "pass 3"),
                        Map.entry("warns_above", "warn 3"),
                        Map.entry("warns_unless_said", "warn 3"),
                        Map.entry("fails_above", "fail 3"),
                        Map.entry("never_fails", "pass 3"),
                        Map.entry("within_limit", "pass 2"),
                        Map.entry("with_condition", "pass 0"),
                        Map.entry("groups", "fail 2"),
                        Map.entry("rows", "fail 5"),
                        Map.entry("no_number", "fail 0"),
                        Map.entry("a_number", "pass 0"))));
        assertThat(run.err()).contains("`fail_calc` of test `no_number` gives null, not a number");
    }

    @Test
    void keepsFailingRows() throws IOException {
        TempProject project = project("""
                        - name: kind
                          data_tests:
                            - not_null: {name: kept, config: {severity: warn, store_failures: true}}
                            - not_null: {name: not_kept, config: {severity: warn, store_failures: true, store_failures_as: ephemeral}}
                            - accepted_values:
                                name: kept_as_view
                                arguments: {values: [a]}
                                config: {severity: warn, store_failures_as: view, schema: audit, alias: odd_kinds}
                            - not_null: {name: limited, config: {severity: warn, store_failures: true, limit: 0}}
                        """)
                .write(
                        "tests/kept_singular.sql",
                        "{{ config(store_failures=true, severity='warn') }}\nselect id from {{ ref('orders') }} where amount is null");
        CommandRun run = run("build");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("the rows are kept in `main_dbt_test__audit.kept`");
        project.write("tests/what_was_kept.sql", """
                        select * from {{ source('kept', 'kept') }} where id <> 3
                        union all select count(*), null, null from {{ source('kept', 'kept') }} having count(*) <> 1
                        union all select count(*), null, null from {{ source('kept', 'limited') }} having count(*) <> 0
                        union all select count(*), null, null from {{ source('kept', 'kept_singular') }} having count(*) <> 3
                        union all select sum(n_records), null, null from {{ source('audit', 'odd_kinds') }} having sum(n_records) <> 3
                        """).write("models/sources.yml", """
                        version: 2
                        sources:
                          - name: kept
                            schema: main_dbt_test__audit
                            tables:
                              - {name: kept, columns: [{name: id, data_type: bigint}, {name: amount, data_type: bigint}, {name: kind, data_type: varchar}]}
                              - {name: limited, columns: [{name: id, data_type: bigint}]}
                              - {name: kept_singular, columns: [{name: id, data_type: bigint}]}
                          - name: audit
                            schema: main_audit
                            tables:
                              - {name: odd_kinds, columns: [{name: value_field, data_type: varchar}, {name: n_records, data_type: bigint}]}
                        """);
        CommandRun again = run("test");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(results()).containsEntry("what_was_kept", "pass 0").containsEntry("kept", "warn 1");
    }

    @Test
    void checksConditionsBeforeAnythingRuns() {
        project("""
                - name: amount
                  data_tests:
                    - not_null: {name: a, config: {error_if: 'above 5'}}
                    - not_null: {name: b, config: {fail_calc: sum(n_recods)}}
                """);
        CommandRun run = run("compile");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("seeds/seeds.yml:7")
                .contains("seeds/seeds.yml:8")
                .contains("2 errors");
    }

    @Test
    void takesConfigsOfGenericTestsFromTheirMacros() throws IOException {
        project("""
                - name: amount
                  data_tests:
                    - small
                    - small: {name: said_otherwise, config: {severity: error}}
                """).write("macros/small.sql", """
                {% test small(model, column_name) %}
                {{ config(severity='warn', fail_calc='max(too_much)') }}
                select {{ column_name }} - 9 as too_much from {{ model }} where {{ column_name }} > 9
                {% endtest %}
                """);
        run("build");
        assertThat(results())
                .containsEntry("small_orders_amount", "warn 21")
                .containsEntry("said_otherwise", "fail 21");
    }
}
