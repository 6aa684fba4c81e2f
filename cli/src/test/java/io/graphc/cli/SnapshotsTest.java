package io.graphc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphc.testkit.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots on DuckDB, by the clock that each call gets. */
class SnapshotsTest {
    private static final String TIMES = "strftime(dbt_valid_from, '%d'), strftime(dbt_valid_to, '%d')";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void makeProject() {
        project = DuckDbProject.shop(folder).write("models/sources.yml", """
                        sources:
                          - name: raw
                            tables:
                              - name: orders
                                config: {external_location: orders.csv}
                                columns:
                                  - {name: id, data_type: bigint}
                                  - {name: status, data_type: varchar}
                                  - {name: changed, data_type: timestamp}
                        """);
        orders("1,new,2026-01-01 00:00:00", "2,new,2026-01-01 00:00:00");
    }

    private void orders(String... rows) {
        project.write("orders.csv", "id,status,changed\n" + String.join("\n", rows) + "\n");
    }

    private void snapshot(String config) {
        project.write("snapshots/history.yml", """
                snapshots:
                  - name: history
                    relation: source('raw', 'orders')
                    config: {unique_key: id, %s}
                    columns:
                      - name: dbt_scd_id
                        data_tests: [unique, not_null]
                """.formatted(config));
    }

    private CommandRun call(String... arguments) {
        return CommandRun.in(folder).call(arguments);
    }

    /** Takes the snapshot on a day of January. */
    private void take(int day) {
        CommandRun run = call("snapshot", "--as-of", "2026-01-%02dT00:00:00Z".formatted(day));
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private List<String> rows(String query) {
        return DuckDbProject.rows(folder.resolve("target/shop.duckdb"), query);
    }

    private List<String> history() {
        return rows("SELECT id, status, " + TIMES + " FROM main.history ORDER BY id, dbt_valid_from");
    }

    @Test
    void keepsWhatChangedByTime() {
        snapshot("strategy: timestamp, updated_at: changed");
        take(2);
        assertThat(history()).containsExactly("1 new 01 null", "2 new 01 null");
        orders("1,paid,2026-01-03 00:00:00", "2,paid,2026-01-01 00:00:00", "3,new,2026-01-04 00:00:00");
        take(5);
        take(6);
        assertThat(history()).containsExactly("1 new 01 03", "1 paid 03 null", "2 new 01 null", "3 new 04 null");
        orders("1,paid,2026-01-03 00:00:00");
        take(7);
        assertThat(history()).hasSize(4);
    }

    @Test
    void keepsWhatChangedByColumns() {
        snapshot("strategy: check, check_cols: [status]");
        take(2);
        orders("1,paid,2026-01-01 00:00:00", "2,new,2026-01-09 00:00:00");
        take(5);
        assertThat(history()).containsExactly("1 new 02 05", "1 paid 05 null", "2 new 02 null");
        orders("1,,2026-01-01 00:00:00", "2,new,2026-01-09 00:00:00");
        take(6);
        assertThat(history()).containsExactly("1 new 02 05", "1 paid 05 06", "1 null 06 null", "2 new 02 null");
    }

    @Test
    void endsRowsThatAreGone() {
        snapshot("strategy: check, check_cols: all, hard_deletes: invalidate");
        take(2);
        orders("2,new,2026-01-01 00:00:00");
        take(5);
        take(6);
        assertThat(history()).containsExactly("1 new 02 05", "2 new 02 null");
        orders("1,new,2026-01-01 00:00:00", "2,new,2026-01-01 00:00:00");
        take(7);
        assertThat(history()).containsExactly("1 new 02 05", "1 new 07 null", "2 new 02 null");
    }

    @Test
    void addsARowForWhatIsDeleted() {
        snapshot("strategy: timestamp, updated_at: changed, hard_deletes: new_record");
        take(2);
        orders("2,new,2026-01-01 00:00:00");
        take(5);
        take(6);
        orders("1,new,2026-01-01 00:00:00", "2,new,2026-01-01 00:00:00");
        take(7);
        assertThat(rows("SELECT id, " + TIMES
                        + ", dbt_is_deleted FROM main.history ORDER BY id, dbt_valid_from, dbt_valid_to"))
                .containsExactly("1 01 05 False", "1 05 05 True", "1 05 null False", "2 01 null False");
    }

    @Test
    void goesOnWithTablesThatHaveOtherColumns() {
        snapshot("strategy: check, check_cols: all");
        take(2);
        project.write("snapshots/history.yml", "").write("snapshots/history.sql", """
                        {% snapshot history %}
                        {{ config(unique_key=['id'], strategy='check', check_cols='all', hard_deletes='new_record',
                                  dbt_valid_to_current="timestamp '2999-12-31 00:00:00'") }}
                        select id, upper(status) as state from {{ source('raw', 'orders') }} where id < 2
                        {% endsnapshot %}
                        """);
        take(3);
        take(4);
        assertThat(rows("SELECT id, status, state, " + TIMES
                        + ", dbt_is_deleted FROM main.history ORDER BY id, dbt_valid_from, dbt_valid_to"))
                .containsExactly(
                        "1 new null 02 03 null",
                        "1 null NEW 03 31 False",
                        "2 new null 02 03 null",
                        "2 null null 03 31 True");
    }

    @Test
    void readsWhatASnapshotKeeps() {
        snapshot("strategy: timestamp, updated_at: changed");
        project.write(
                "models/open.sql",
                "{{ config(materialized='table') }} select id, dbt_valid_from from {{ ref('history') }}"
                        + " where dbt_valid_to is null");
        CommandRun early = call("run");
        assertThat(early.exit()).isEqualTo(1);
        assertThat(early.err()).contains("GC7081", "snapshot `history` has no table yet", "graphc snapshot");
        CommandRun build = call("build");
        assertThat(build.exit()).as(build.err()).isZero();
        assertThat(build.err()).contains("snapshot main.history", "unique_history_dbt_scd_id");
        assertThat(rows("SELECT count(*) FROM main.open")).containsExactly("2");
        assertThat(call("run").exit()).isZero();
        assertThat(Files.exists(folder.resolve("target/compiled/shop/snapshots/history.yml/history.sql")))
                .isTrue();
    }

    @Test
    void leavesTheTableWhereKeysAreWrong() {
        snapshot("strategy: check, check_cols: all");
        take(2);
        orders("1,a,2026-01-01 00:00:00", "1,b,2026-01-01 00:00:00");
        CommandRun doubled = call("snapshot");
        assertThat(doubled.exit()).isEqualTo(1);
        assertThat(doubled.err()).contains("GC8002", "several rows for one key", "the unique key is id");
        orders(",a,2026-01-01 00:00:00");
        assertThat(call("snapshot").err()).contains("GC8001", "null in the unique key", "note: written in snapshots/");
        assertThat(history()).containsExactly("1 new 02 null", "2 new 02 null");
        snapshot("strategy: check, check_cols: all, alias: taken");
        project.write("models/view.sql", "{{ config(alias='taken') }} select 1 as id");
        assertThat(call("run").exit()).isZero();
        project.write("models/view.sql", "select 1 as id");
        assertThat(call("snapshot").err()).contains("GC7082", "is a view");
    }

    @Test
    void leavesTheHistoryAloneWhereNotAllRowsAreRead() {
        snapshot("strategy: timestamp, updated_at: changed, hard_deletes: invalidate");
        take(5);
        List<String> before = rows("select id, " + TIMES + " from main.history order by 1, 2");

        CommandRun build = call("build", "--empty");
        assertThat(build.exit()).as(build.err()).isZero();
        assertThat(rows("select id, " + TIMES + " from main.history order by 1, 2"))
                .isEqualTo(before);
        assertThat(call("snapshot", "--empty").exit()).isEqualTo(2);
        CommandRun refused = call("snapshot", "--sample", "1 day");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("a snapshot would take the others for deleted");
    }

    @Test
    void datesRowsOfComparedColumnsByTheirOwnTime() {
        snapshot("strategy: check, check_cols: [status], updated_at: changed");
        take(2);
        orders("1,paid,2026-01-03 00:00:00", "2,new,2026-01-04 00:00:00");
        take(9);
        assertThat(history()).containsExactly("1 new 01 03", "1 paid 03 null", "2 new 01 null");
        assertThat(rows("SELECT count(*) FROM main.history WHERE dbt_updated_at <> dbt_valid_from"))
                .containsExactly("0");
        snapshot("strategy: check, check_cols: []");
        assertThat(call("snapshot").err()).contains("`check_cols` is missing in the configs of snapshot `history`");
    }

    @Test
    void refusesColumnsThatWouldLoseValues() {
        project.write("snapshots/history.sql", block("cast(id as integer) as id, changed"));
        take(2);
        project.write("snapshots/history.sql", block("cast(id as smallint) as id, changed"));
        take(3);
        project.write("snapshots/history.sql", block("id, changed"));
        assertThat(call("snapshot").err()).contains("GC7082", "`id` is integer in the table, not bigint");
        project.write("snapshots/history.sql", block("cast(id as integer) as id, cast(changed as varchar) as changed"));
        assertThat(call("snapshot").err()).contains("GC7082", "`changed` is timestamp");
        assertThat(rows("SELECT id FROM main.history ORDER BY id")).containsExactly("1", "2");
    }

    private static String block(String columns) {
        return "{% snapshot history %}{{ config(unique_key='id', strategy='check', check_cols='all') }}\nselect "
                + columns + " from {{ source('raw', 'orders') }}\n{% endsnapshot %}\n";
    }

    @Test
    void readsSettingsOfBlocksInConfigAlone() {
        project.write("snapshots/history.sql", """
                {# {% snapshot old %} select 1 as id {% endsnapshot %} #}
                {% snapshot history %}
                {# {{ config(enabled=false) }} #}
                {{ config(unique_key='id', strategy='check', check_cols='all', post_hook="{# no #} select 1 where 'a' = 'b, alias='",
                          meta={'note': 'schema="other"'}, alias='kept') }}
                select id, status from (select id, status, id < 0 as enabled from {{ source('raw', 'orders') }}) where enabled = false
                {% endsnapshot %}
                """);
        take(2);
        assertThat(rows("SELECT id FROM main.kept ORDER BY id")).containsExactly("1", "2");
        assertThat(rows("SELECT count(*) FROM duckdb_tables() WHERE table_name IN ('old', 'history')"))
                .containsExactly("0");
    }
}
