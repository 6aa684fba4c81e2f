package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants read of another target is never theirs: neither made, nor dropped when they go. */
class TenantDeferralTest {
    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void buildsTwoTenantsInProduction() throws IOException {
        project = DuckDbProject.ofTwoTargets(folder)
                .write("graphc_project.yml", """
                        name: shop
                        profile: shop
                        on-run-end: ["create table {{ target.schema }}.made as select '{{ schemas | join(' ') }}' as schemas"]
                        """)
                .write("tenants/east.yml", "{}\n")
                .write("tenants/west.yml", "{}\n")
                .write("seeds/events.csv", "id\n1\n2\n")
                .write("models/staged.sql", "{{ config(materialized='table') }}\nselect id from {{ ref('events') }}\n")
                .write("models/last.sql", "{{ config(materialized='table') }}\nselect id from {{ ref('staged') }}\n")
                .write(
                        "graph/events.yml",
                        "version: 1\nnodes:\n  - {label: Event, from: ref('last'), key: [id], properties: [id]}\n");
        run("run", "--target", "prod", "--select", "events staged last");
        for (String file : List.of("manifest.json", "tenants/east/manifest.json", "tenants/west/manifest.json")) {
            Files.createDirectories(folder.resolve("state").resolve(file).getParent());
            Files.copy(
                    folder.resolve("target").resolve(file),
                    folder.resolve("state").resolve(file));
        }
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    private CommandRun run(String... arguments) {
        CommandRun run = call(arguments);
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        return run;
    }

    private List<String> values(String sql) {
        return DuckDbProject.rows(folder.resolve("shop.duckdb"), sql);
    }

    private List<String> tables(String schema) {
        return values("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                + "' ORDER BY table_name");
    }

    @Test
    void hooksReadWhatIsNotBuiltWhereModelsDo() {
        project.write("graphc_project.yml", """
                name: shop
                profile: shop
                on-run-start: ["create or replace table {{ target.schema }}.began as select count(*) as c from {{ ref('last') }}"]
                on-run-end: ["create or replace table {{ target.schema }}.ended as select count(*) as c from {{ ref('staged') }}"]
                seeds:
                  +post-hook: ["create or replace table {{ target.schema }}.seeded as select count(*) as c from {{ ref('last') }}"]
                """);
        run("run", "--defer", "--state", "state", "--select", "events", "--tenant", "east");
        for (String table : List.of("began", "ended", "seeded")) {
            assertThat(values("SELECT c FROM dev_east." + table)).as(table).containsExactly("2");
        }
    }

    @Test
    void aDeferredRunMakesAndRemovesOnlyWhatIsItsOwn() {
        run("run", "--select", "last", "--defer", "--state", "state");

        assertThat(tables("dev_east")).containsExactly("last", "made");
        assertThat(values("SELECT schemas FROM dev_east.made")).containsExactly("dev_east");
        assertThat(project.read("target/tenants/east/manifest.json"))
                .contains("\"relation_name\": \"\\\"dev_east\\\".\\\"staged\\\"\"")
                .doesNotContain("\"schema\": \"prod_east\"");
        assertThat(run("tenant", "remove", "east", "--dry-run", "--forget").out())
                .contains("table or view \"dev_east\".\"last\"")
                .doesNotContain("prod_east");

        run("tenant", "remove", "east", "--allow-deletes", "--forget");

        assertThat(tables("dev_east")).containsExactly("made");
        assertThat(tables("prod_east")).containsExactly("events", "last", "made", "staged");
    }

    @Test
    void aManifestOfAnotherTargetDropsNothing() {
        run("run", "--select", "events staged", "--tenant", "east");
        run("compile", "--target", "prod");

        CommandRun removed = run("tenant", "remove", "east", "--allow-deletes", "--forget");

        assertThat(removed.err()).contains("left alone table or view \"prod_east\".\"staged\" of `prod`");
        assertThat(tables("prod_east")).containsExactly("events", "last", "made", "staged");
        assertThat(tables("dev_east")).containsExactly("events", "made", "staged");
    }

    @Test
    void aTableOutsideOfTheTenantsSchemasIsLeftAlone() {
        project.write("macros/names.sql", """
                {% macro generate_schema_name(custom_schema_name, node) %}{% if custom_schema_name %}{{ custom_schema_name }}{% else %}{{ target.schema }}{% endif %}\
                {% endmacro %}
                """);
        project.write("models/last.sql", "{{ config(schema='common_' ~ target.schema) }}\nselect 1 as id\n");
        run("run", "--select", "events last", "--tenant", "east");

        CommandRun removed = run("tenant", "remove", "east", "--allow-deletes", "--forget");

        assertThat(removed.err()).contains("left alone table or view \"common_dev_east\".\"last\" of `dev`");
        assertThat(tables("common_dev_east")).containsExactly("last");
        assertThat(tables("dev_east")).containsExactly("made");
    }

    @Test
    void mistakesThatOnlyTheOtherRelationsShowAreReported() {
        project.write("models/last.sql", """
                {{ config(materialized='table') }}
                select {{ 'nothing' if ref('staged').schema == 'prod_east' else 'id' }} as id from {{ ref('staged') }}
                """);

        CommandRun deferred = call("run", "--select", "last", "--defer", "--state", "state");

        assertThat(deferred.exit()).as(deferred.transcript()).isEqualTo(1);
        assertThat(deferred.err()).contains("`nothing`", "tenant east has errors and is not run");
        assertThat(tables("dev_west")).contains("last");
        CommandRun alone = call("run", "--select", "last", "--defer", "--state", "state", "--tenant", "east");
        assertThat(alone.exit()).as(alone.transcript()).isEqualTo(1);
        assertThat(alone.err()).contains("`nothing`", "models/last.sql:2:");
    }

    @Test
    void anIncrementalModelThatIsDeferredReadsItselfByBothNames() {
        project.write("models/staged.sql", """
                {{ config(materialized='incremental', unique_key='id') }}
                select id from {{ ref('events') }}
                {% if is_incremental() %}
                where id > (select max(id) from {{ this }}) or id > (select max(id) from {{ ref('staged') }})
                {% endif %}
                """);

        run("run", "--select", "last", "--defer", "--state", "state");

        assertThat(values("SELECT count(*) FROM dev_east.last")).containsExactly("2");
    }
}
