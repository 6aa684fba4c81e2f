package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraints of contracts, on DuckDB. */
class ContractsTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makeProject() {
        project = DuckDbProject.shop(folder);
        model("table", "(1, 5.0), (2, 6.0)");
    }

    private void model(String materialized, String rows) {
        project.write("models/orders.sql", """
                        {{ config(materialized='%s', contract={'enforced': true}) }}
                        select cast(id as bigint) as id, cast(amount as double) as amount from (values %s) as v(id, amount)
                        """.formatted(materialized, rows)).write("models/orders.yml", """
                        models:
                          - name: orders
                            constraints:
                              - {type: primary_key, columns: [id]}
                              - {type: check, expression: "amount >= 0"}
                            columns:
                              - {name: id, data_type: bigint}
                              - name: amount
                                data_type: double
                                constraints: [{type: not_null}, {type: unique}]
                        """);
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    @Test
    void leavesTheTableWhereRowsBreakTheContract() {
        assertThat(call("run").exit()).isZero();
        model("table", "(1, 5.0), (1, 5.0), (null, -1.0), (4, null)");
        CommandRun broken = call("run");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err())
                .contains("GC7083", "the rows of model `orders` break its contract", "models/orders.yml:4:16")
                .contains("`primary_key` on `id`: 2 keys", "`check`: 1 rows", "`not_null` on `amount`: 1 rows")
                .contains("`unique` on `amount`: 1 keys");
        model("incremental", "(3, 7.0)");
        assertThat(call("run").exit()).isZero();
        model("incremental", "(1, 8.0)");
        assertThat(call("run").err()).contains("`primary_key` on `id`: 1 keys");
    }

    @Test
    void keepsDescriptionsOnTheEngine() {
        project.write("models/orders.yml", """
                        models:
                          - name: orders
                            description: "It's what was ordered"
                            config: {contract: {enforced: false}, persist_docs: {relation: true, columns: true}}
                            columns:
                              - {name: ID, description: "a 'key'"}
                              - {name: amount}
                        """)
                .write("models/seen.sql", "select id from {{ ref('orders') }}")
                .write("models/seen.yml", """
                        models:
                          - name: seen
                            description: A view
                            config: {persist_docs: {relation: true, columns: true}}
                            columns: [{name: id, description: its key}]
                        """);
        project.write("models/orders.sql", "{{ config(materialized='table') }} select 1 as id, 2 as amount");
        CommandRun run = call("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(comments("SELECT comment FROM duckdb_tables() WHERE table_name = 'orders'"
                        + " UNION ALL SELECT comment FROM duckdb_columns() WHERE table_name = 'orders' AND comment IS NOT NULL"
                        + " UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = 'seen'"))
                .containsExactly("It's what was ordered", "a 'key'", "A view");
    }

    private List<String> comments(String query) {
        return DuckDbProject.rows(folder.resolve("target/shop.duckdb"), query);
    }

    @Test
    void tellsWhatIsWrongOrNotEnforced() {
        project.write("models/orders.yml", """
                models:
                  - name: orders
                    constraints:
                      - {type: primary_key, columns: [idd]}
                      - {type: check, expression: "amont >= 0"}
                      - {type: check}
                      - {type: unique}
                      - {type: foreign_key, columns: [id], to: ref('orders'), to_columns: [id]}
                      - {type: custom, expression: "x", warn_unsupported: false}
                    columns:
                      - {name: id, data_type: bigint}
                      - {name: amount, data_type: double}
                """);
        CommandRun run = call("compile");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("column `idd` not found in `orders`", "did you mean `id`?")
                .contains("column `amont` not found")
                .contains("`expression` is missing in the `check` constraint of `orders`")
                .contains("`columns` is missing in the `unique` constraint of `orders`")
                .contains("nothing enforces the `foreign_key` constraint of `orders`")
                .doesNotContain("`custom`");
    }
}
