package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of models, seeds and runs, on DuckDB. */
class HooksTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makeProject() {
        project = DuckDbProject.shop(folder)
                .write("dbt_project.yml", """
                        name: shop
                        profile: shop
                        on-run-start:
                          - "create table if not exists audit (step varchar); insert into audit values ('start; {{ target.name }}')"
                          - "{{ note('second') }}"
                        on-run-end: "{% for result in results %}{{ note(result.node.name ~ ' ' ~ result.status) }};{% endfor %}
                          {{ note(schemas | join(',')) }}"
                        seeds:
                          +post-hook: "{{ note('seeded ' ~ this.identifier) }}"
                        models:
                          +pre-hook: "{{ note('before ' ~ this.identifier ~ (' grown' if is_incremental() else '')) }}"
                        """)
                .write(
                        "macros/note.sql",
                        "{% macro note(text) %}insert into main.audit values ('{{ text }}'){% endmacro %}")
                .write("seeds/orders.csv", "id\n1\n2\n")
                .write("models/big.sql", """
                        {{ config(materialized='incremental', unique_key='id', post_hook=[
                          "insert into main.audit select 'rows ' || count(*) from {{ this }}",
                          {"sql": "{{ note('outside') }}", "transaction": false}]) }}
                        select id from {{ ref('orders') }} where id > 1
                        """)
                .write("models/models.yml", """
                        models:
                          - name: big
                            config:
                              post-hook: "{{ note('yaml') }}"
                        """);
    }

    private CommandRun run(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private List<String> audit() {
        return DuckDbProject.rows(folder.resolve("target/shop.duckdb"), "SELECT step FROM main.audit ORDER BY rowid");
    }

    private List<String> statuses() throws IOException {
        List<String> statuses = new ArrayList<>();
        for (JsonNode result : new ObjectMapper()
                .readTree(folder.resolve("target/run_results.json").toFile())
                .get("results")) {
            statuses.add(result.path("unique_id").asText() + " "
                    + result.path("status").asText());
        }
        return statuses;
    }

    @Test
    void runsAroundModelsSeedsAndRuns() throws IOException {
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(audit())
                .containsExactly(
                        "start; dev",
                        "second",
                        "seeded orders",
                        "before big",
                        "yaml",
                        "rows 1",
                        "outside",
                        "orders success",
                        "big success",
                        "main");
        assertThat(statuses())
                .containsExactly(
                        "operation.shop.shop-on-run-start-0 success",
                        "operation.shop.shop-on-run-start-1 success",
                        "seed.shop.orders success",
                        "model.shop.big success",
                        "operation.shop.shop-on-run-end-0 success");
        run("run", "--select", "big");
        assertThat(audit().subList(10, 13)).containsExactly("start; dev", "second", "before big grown");
    }

    @Test
    void failsTheModelAtTheHooksPlace() throws IOException {
        project.write("models/other.sql", "{{ config(post_hook='insert into nowhere select 1') }} select 1 as id")
                .write("models/reader.sql", "select * from {{ ref('other') }}");
        CommandRun run = run("run", "--select", "other+");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("GC7080", "a post-hook of model `other` failed", "models/other.sql:1:21", "nowhere");
        assertThat(statuses())
                .contains(
                        "model.shop.other error",
                        "model.shop.reader skipped",
                        "operation.shop.shop-on-run-end-0 success");
    }

    @Test
    void runsNothingAfterAHookAtTheStartFails() throws IOException {
        project.write("dbt_project.yml", """
                name: shop
                profile: shop
                on-run-start: ["select * from nowhere", "select 1"]
                on-run-end: ["select 1"]
                """);
        CommandRun run = run("build");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("GC7080", "dbt_project.yml:3:16");
        assertThat(statuses())
                .containsExactly(
                        "operation.shop.shop-on-run-start-0 error",
                        "operation.shop.shop-on-run-start-1 skipped",
                        "seed.shop.orders skipped",
                        "model.shop.big skipped");
    }

    @Test
    void readsWhatHooksNameFirst() {
        project.write(
                        "models/a.sql",
                        "{{ config(pre_hook=\"insert into main.audit select 'saw ' || count(*) from {{ ref('z') }}\") }}"
                                + " select 1 as id")
                .write("models/z.sql", "{{ config(materialized='table') }} select 1 as id");
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(audit()).contains("saw 1");
    }

    @Test
    void tellsMistakesInHooksWhenCompiling() {
        project.write("dbt_project.yml", """
                name: shop
                profile: shop
                on-run-start: "insert into t select * from {{ ref('nothing') }}"
                models:
                  +post-hook: {sql: "{{ undefined_macro() }}", transactions: false}
                """);
        CommandRun run = run("compile");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("dbt_project.yml:3:", "model `nothing` not found")
                .contains("undefined_macro", "unknown key `transactions` in a hook");
    }

    @Test
    void keepsWhatAHookDoesToItsSessionFromOthers() {
        project.write("dbt_project.yml", """
                name: shop
                profile: shop
                on-run-start:
                  - "create table audit (step varchar)"
                  - "begin; insert into audit values ($$one; two$$), ($t$three;$$four$t$); commit"
                  - "begin; insert into audit values ('never committed')"
                  - "create schema aside; use aside; create temp table mine as select 'temp' as step; insert into main.audit from mine"
                  - "create temp table mine as select current_schema() as step; insert into main.audit from mine"
                """);
        CommandRun run = run("run");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(audit()).startsWith("one; two", "three;$$four", "temp", "main");
    }
}
